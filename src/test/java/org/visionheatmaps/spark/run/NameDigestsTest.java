package org.visionheatmaps.spark.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("spark")
class NameDigestsTest {
    private static NameDigests of(int from, int to) {
        NameDigests names = new NameDigests();
        for (int n = from; n < to; n++) {
            assertTrue(names.add("method=lrp/" + n + ".png"), "name " + n);
        }
        return names;
    }

    private static NameDigests sent(NameDigests names) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(names);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (NameDigests) in.readObject();
        }
    }

    @Test
    void aMillionNamesAreDifferent() throws IOException, ClassNotFoundException {
        assertFalse(NameDigests.areRepeated(List.of(sent(of(0, 500_000)), sent(of(500_000, 1_000_000)))));
    }

    @Test
    void aNameOfTwoTasksIsFound() throws IOException, ClassNotFoundException {
        assertTrue(NameDigests.areRepeated(List.of(sent(of(0, 1000)), sent(of(1000, 2000)), sent(of(999, 1000)))));
        assertFalse(NameDigests.areRepeated(List.of(of(0, 1000), new NameDigests())));
    }

    @Test
    void aNameOfOneTaskIsFound() throws IOException, ClassNotFoundException {
        NameDigests names = of(0, 100);
        assertFalse(names.add("method=lrp/63.png"));
        assertTrue(NameDigests.areRepeated(List.of(sent(names))));
    }

    @Test
    void aNameTakesEightBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(of(0, 10_000));
        }
        assertEquals(80_000, bytes.size(), 400);
    }
}
