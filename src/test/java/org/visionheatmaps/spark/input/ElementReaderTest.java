package org.visionheatmaps.spark.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.io.image.ImageRoots;
import org.visionheatmaps.io.value.Values;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.spark.SparkTestSession;
import org.visionheatmaps.spark.input.image.ImageOptions;
import org.visionheatmaps.spark.input.image.ImageReading;
import org.visionheatmaps.spark.input.row.NormalizedRow;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.Tensor;
import scala.jdk.javaapi.CollectionConverters;

@Tag("spark")
class ElementReaderTest {
    private static final RowDecoder DECODER = new RowDecoder(
            true,
            Layout.NCHW,
            null,
            null,
            ImageReading.of(
                    ImageOptions.DEFAULT,
                    ImageRoots.of(List.of(), new Configuration()),
                    SparkTestSession.get().sparkContext()));

    @Test
    void aBatchGivesItsElementsInOrderWithTheirNumbersAndCountsAsOneRow() {
        ElementReader reader =
                reader(false, row("a", value(1, 1, 1, 1), 7), row("b", value(3, 1, 1, 2), 1, 2, 3, 4, 5, 6));
        List<String> read = new ArrayList<>();
        while (reader.hasNext()) {
            Element element = reader.next();
            read.add(element.id() + "="
                    + element.tensor().floats()[element.tensor().offset()] + " of " + element.elementsOfRow()
                    + (element.isFirstOfRow() ? ", first" : ""));
        }
        assertEquals(List.of("a/0=7.0 of 1, first", "b/0=1.0 of 3, first", "b/1=3.0 of 3", "b/2=5.0 of 3"), read);
        assertEquals(2, reader.tally().rows());
    }

    @Test
    void aRowThatCannotBeReadIsOneElementWithAFaultAndTheNextRowIsRead() {
        ElementReader reader = reader(false, row("a", value(2, 1, 1, 1), 1, 2, 3), row("b", value(1, 1), 4));
        Element faulty = reader.next();
        assertEquals(BadDataException.Reason.WRONG_LENGTH, faulty.fault().reason());
        assertNull(faulty.tensor());
        assertNull(faulty.name());
        assertEquals(
                "'a': " + faulty.fault().getMessage(),
                faulty.quarantined(faulty.fault()).toString());
        Element sound = reader.next();
        assertNull(sound.fault());
        assertEquals("b", sound.id());
        assertEquals(2, reader.tally().rows());
    }

    @Test
    void anElementHoldsWhileItIsAskedWhetherThereIsAnother() {
        ElementReader reader = reader(false, row("a", value(1, 1), 1), row("b", value(1, 1), 2));
        Tensor first = reader.next().tensor();
        assertTrue(reader.hasNext());
        assertEquals(1, first.floats()[first.offset()]);
    }

    @Test
    void aBatchWithABadImageIsOneFaultWhereImagesAreRequiredAndHasItsElementsWhereTheyAreNot() {
        Row bad = withBadImage(row("a", value(2, 1, 1, 1), 1, 2));
        ElementReader required = reader(true, bad);
        assertEquals(BadDataException.Reason.BAD_IMAGE, required.next().fault().reason());
        assertFalse(required.hasNext());
        ElementReader optional = reader(false, bad);
        for (int k = 0; k < 2; k++) {
            Element element = optional.next();
            assertNotNull(element.tensor());
            assertThrows(BadDataException.class, element::image);
        }
        assertFalse(optional.hasNext());
    }

    @Test
    void theImageOfAnEarlierRowIsRefusedInsteadOfThatOfTheOpenRowGiven() {
        ElementReader reader = reader(false, row("a", value(1, 1), 1), row("b", value(1, 1), 2));
        Element earlier = reader.next();
        reader.next();
        assertThrows(IllegalStateException.class, earlier::image);
    }

    @Test
    void aSplitBatchKeepsItsNumbersAndTheRowCountsOnce() {
        List<Row> split = new ArrayList<>();
        new SplitRows(List.of(row("a", value(2, 1, 1, 1), 1, 2)).iterator(), DECODER)
                .forEachRemaining(row -> split.add(shuffled(row)));
        ElementReader reader = new ElementReader(split.iterator(), ReaderConfig.of(DECODER.ofElements()), false);
        assertEquals("a/0", reader.next().id());
        Element second = reader.next();
        assertEquals("a/1", second.id());
        assertEquals(2, second.tensor().floats()[second.tensor().offset()]);
        assertFalse(reader.hasNext());
        assertEquals(1, reader.tally().rows());
    }

    @Test
    void aRowThatTheCheckRefusesIsNotRead() {
        RowCheck none = (row, id, tally) -> {
            throw new BadDataException(BadDataException.Reason.DUPLICATE_ID, "twice: " + id);
        };
        ReaderConfig config = new ReaderConfig(DECODER, none, new GroupColumns(List.of()), NonFinite.QUARANTINE, false);
        Row unreadable = row("a", value(1, 1), 1, 2);
        Element element = new ElementReader(List.of(unreadable).iterator(), config, false).next();
        assertEquals("twice: a", element.fault().getMessage());
    }

    private static ElementReader reader(boolean requiresImages, Row... rows) {
        return new ElementReader(List.of(rows).iterator(), ReaderConfig.of(DECODER), requiresImages);
    }

    private static List<Integer> value(Integer... shape) {
        return List.of(shape);
    }

    private static Row row(String id, List<Integer> shape, float... values) {
        Tensor flat = Tensor.of(Kind.CHANNELS, values, 0, new int[] {values.length, 1, 1}, new int[] {1, 0, 0});
        Row value = RowFactory.create(CollectionConverters.asScala(shape).toSeq(), Values.encode(flat), null, null);
        return RowFactory.create(id, "file:/a", 0L, value, null, "float32", null, null, 1L, 1L);
    }

    /** A split row as the tasks after the shuffle get it: Spark hands arrays over as sequences. */
    private static Row shuffled(Row split) {
        Row value = split.getStruct(NormalizedRow.VALUE);
        Integer[] shape = value.getAs(0);
        return with(
                split,
                NormalizedRow.VALUE,
                RowFactory.create(CollectionConverters.asScala(List.of(shape)).toSeq(), value.get(1), null, null));
    }

    private static Row withBadImage(Row row) {
        return with(row, NormalizedRow.IMAGE, RowFactory.create(null, null, null, null, null, null, null, "no image"));
    }

    private static Row with(Row row, int column, Object value) {
        Object[] columns = new Object[row.size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = row.get(c);
        }
        columns[column] = value;
        return RowFactory.create(columns);
    }
}
