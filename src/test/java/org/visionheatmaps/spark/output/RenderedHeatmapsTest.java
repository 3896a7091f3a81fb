package org.visionheatmaps.spark.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.render.figure.ContactSheet;
import org.visionheatmaps.spark.render.RenderJobTestBase;

@Tag("spark")
class RenderedHeatmapsTest extends RenderJobTestBase {
    private void write() {
        StructType schema = new StructType()
                .add("id", DataTypes.StringType)
                .add("attribution", DataTypes.createArrayType(DataTypes.FloatType));
        List<org.apache.spark.sql.Row> rows = IntStream.range(0, 12)
                .mapToObj(i -> RowFactory.create("s/" + i, new Float[] {0f, 1f, 2f, (float) i}))
                .toList();
        spark.createDataFrame(rows, schema).repartition(3).write().parquet(in().toString());
    }

    private RenderedHeatmaps.First first(RenderedHeatmaps.Order order, long seed) {
        return new RenderedHeatmaps(out().toString(), order, seed).first(spark, 5, 8);
    }

    private static List<String> ids(RenderedHeatmaps.First first) {
        return first.cells().stream().map(ContactSheet.Cell::id).toList();
    }

    @Test
    void rowsComeByIdOrInAnOrderOfTheSeedAlone() {
        write();
        render(input().withShape(List.of(2, 2)), OutputOptions.of(out().toString(), OutputFormat.PARQUET));
        RenderedHeatmaps.First byId = first(RenderedHeatmaps.Order.ID, 0);
        assertEquals(12, byId.all());
        assertEquals(List.of("s/0", "s/1", "s/10", "s/11", "s/2"), ids(byId));
        assertEquals(8, byId.cells().get(0).picture().width());
        List<String> mixed = ids(first(RenderedHeatmaps.Order.SEEDED, 1));
        assertEquals(mixed, ids(first(RenderedHeatmaps.Order.SEEDED, 1)));
        assertNotEquals(mixed, ids(first(RenderedHeatmaps.Order.SEEDED, 2)));
    }

    @Test
    void filesComeByTheirNamesBelowTheFolder() {
        write();
        render(input().withShape(List.of(2, 2)), png());
        assertEquals(List.of("s%2F0", "s%2F1", "s%2F10", "s%2F11", "s%2F2"), ids(first(RenderedHeatmaps.Order.ID, 0)));
    }

    @Test
    void otherRowsAreNamed() throws IOException {
        write();
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new RenderedHeatmaps(in().toString(), RenderedHeatmaps.Order.ID, 0).first(spark, 5, 8))
                .getMessage();
        assertTrue(message.endsWith("has no PNG files, and the columns id, attribution"), message);
    }
}
