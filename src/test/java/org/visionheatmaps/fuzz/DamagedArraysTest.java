package org.visionheatmaps.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.io.numpy.ArrayFile;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.BadDataException.Reason;
import org.visionheatmaps.tensor.Layout;

/** Headers of safetensors that claim what is not there. */
@Tag("fast")
class DamagedArraysTest {
    private static final String WHOLE = "{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}";

    @Test
    void aSecondArrayOverTheFirstCostsTheSecondAlone() throws IOException {
        try (ArrayFile file = open("{\"a\":" + WHOLE + ",\"b\":" + WHOLE + "}", 16)) {
            assertTrue(file.next());
            assertEquals(16, file.array().rows(Layout.NCHW, Optional.empty()).next().length);
            assertTrue(file.next());
            BadDataException fault = assertThrows(BadDataException.class, file::array);
            assertEquals(Reason.BAD_FILE, fault.reason());
            assertFalse(file.next());
        }
    }

    @Test
    void aShapeThatIsNoShapeCostsItsArrayAlone() throws IOException {
        String odd = "{\"dtype\":\"F32\",\"shape\":[[[1]],{\"x\":[2]},-1],\"data_offsets\":[0,16]}";
        try (ArrayFile file = open("{\"a\":" + odd + ",\"b\":" + WHOLE + "}", 16)) {
            assertTrue(file.next());
            assertEquals(
                    Reason.BAD_SHAPE,
                    assertThrows(BadDataException.class, file::array).reason());
            assertTrue(file.next());
            assertEquals("b", file.key().orElseThrow());
            file.array();
        }
    }

    @Test
    void aHeaderOfMoreThanSixteenMegabytesIsRefused() {
        String spaces = " ".repeat((16 << 20) + 1);
        BadDataException fault = assertThrows(BadDataException.class, () -> open("{" + spaces + "}", 0));
        assertTrue(fault.getMessage().contains("save its arrays in several files"), fault.getMessage());
    }

    private static ArrayFile open(String header, int data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(text.length).put(text);
        return ArrayFile.open(
                new Path(MemoryFiles.put("damaged.safetensors", file.array())), MemoryFiles.configuration());
    }
}
