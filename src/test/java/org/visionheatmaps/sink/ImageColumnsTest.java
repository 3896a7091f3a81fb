package org.visionheatmaps.sink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("spark")
class ImageColumnsTest {
    private static final StructType FLAT = new StructType()
            .add("bytes", DataTypes.BinaryType)
            .add("id", DataTypes.LongType)
            .add("path", DataTypes.StringType);

    private static InternalRow row(Object... values) {
        return new GenericInternalRow(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.png",
                "/x.png",
                "a//x.png",
                "",
                "a/./x.png",
                "a/..",
                "_SUCCESS",
                "_sheet.png",
                "a/.b.png",
                "_x/a.png",
                ".vision-heatmaps-0badc0de/a",
                "c:x.png",
                "a\\b",
                "a\nb"
            })
    void aPathThatCouldLeadOutOfTheOutputIsRefused(String path) {
        ImageColumns columns = ImageColumns.of(FLAT);
        IOException refused =
                assertThrows(IOException.class, () -> columns.path(row(new byte[1], 1L, UTF8String.fromString(path))));
        assertTrue(refused.getMessage().contains("needs to be relative"), refused.getMessage());
    }

    @Test
    void columnsAreFoundByNameInTheRowOrInTheStruct() throws IOException {
        byte[] bytes = {1, 2};
        InternalRow flat = row(bytes, 1L, UTF8String.fromString("a/ä.png"));
        assertEquals("a/ä.png", ImageColumns.of(FLAT).path(flat));
        assertArrayEquals(bytes, ImageColumns.of(FLAT).bytes(flat));
        assertNull(ImageColumns.of(FLAT).json(flat));

        StructType nested = new StructType()
                .add("json", DataTypes.StringType)
                .add(
                        "heatmap",
                        new StructType().add("path", DataTypes.StringType).add("bytes", DataTypes.BinaryType));
        InternalRow inner = row(UTF8String.fromString("{}"), row(UTF8String.fromString("b.png"), bytes));
        assertEquals("b.png", ImageColumns.of(nested).path(inner));
        assertArrayEquals(bytes, ImageColumns.of(nested).bytes(inner));
        assertEquals("{}", new String(ImageColumns.of(nested).json(inner), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aRowWithoutPathOrBytesIsNamed() {
        ImageColumns columns = ImageColumns.of(FLAT);
        assertTrue(assertThrows(IOException.class, () -> columns.path(row(new byte[1], 1L, null)))
                .getMessage()
                .contains("no path"));
        assertTrue(assertThrows(IOException.class, () -> columns.bytes(row(null, 1L, UTF8String.fromString("x.png"))))
                .getMessage()
                .contains("'x.png' has no bytes"));
    }

    @Test
    void otherColumnsAreRefusedByType() {
        StructType schema = FLAT.add("heatmap", DataTypes.StringType);
        assertEquals(-1, ImageColumns.of(schema).struct());
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> ImageColumns.of(new StructType().add("bytes", DataTypes.StringType)));
        assertTrue(refused.getMessage().contains("struct<bytes:string>"), refused.getMessage());
    }
}
