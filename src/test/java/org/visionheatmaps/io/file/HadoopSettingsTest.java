package org.visionheatmaps.io.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HadoopSettingsTest {
    /** As a task has them. */
    private static HadoopSettings sent(HadoopSettings settings) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(settings);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (HadoopSettings) in.readObject();
        }
    }

    private static Map<String, String> entries(Configuration configuration) {
        Map<String, String> entries = new TreeMap<>();
        configuration.forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }

    @Test
    void aTaskHasEverySettingOfTheDriver() throws Exception {
        Configuration driver = new Configuration();
        driver.set("a", "b");
        driver.set("a.longer.one", "x".repeat(100_000));
        driver.set("a.reference", "${a}/c");
        Configuration task = sent(new HadoopSettings(driver)).configuration();
        assertEquals(entries(driver), entries(task));
        assertEquals("b/c", task.get("a.reference"));
    }

    @Test
    void whatTheDriverSetsAfterwardsDoesNotReachTasks() throws Exception {
        Configuration driver = new Configuration(false);
        HadoopSettings settings = new HadoopSettings(driver);
        driver.set("later", "yes");
        assertNull(settings.configuration().get("later"));
        assertNull(sent(settings).configuration().get("later"));
    }

    @Test
    void aTaskMakesItsConfigurationOnce() throws Exception {
        HadoopSettings settings = sent(new HadoopSettings(new Configuration(false)));
        assertSame(settings.configuration(), settings.configuration());
    }
}
