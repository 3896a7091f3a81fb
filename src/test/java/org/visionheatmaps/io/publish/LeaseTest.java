package org.visionheatmaps.io.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.io.file.Storage;

@Tag("fast")
class LeaseTest {
    private static final Clock NOW = Clock.systemUTC();
    private static final Clock LATER = Clock.offset(NOW, Duration.ofMinutes(11));

    @TempDir
    Path folder;

    private Storage storage;
    private org.apache.hadoop.fs.Path file;

    @BeforeEach
    void place() throws IOException {
        file = new org.apache.hadoop.fs.Path(folder.resolve("owner").toUri());
        storage = Storage.of(file, new Configuration(false));
    }

    private void written(RunningProcess owner) throws IOException {
        Files.writeString(folder.resolve("owner"), owner.text() + "\nits token");
    }

    private boolean isExpired(Clock clock) throws IOException {
        return Lease.isExpired(storage, file, clock);
    }

    @Test
    void aProcessOfThisMachineIsDeadWhenItIsGone() throws IOException {
        RunningProcess here = RunningProcess.current();
        written(here);
        assertFalse(isExpired(LATER), "alive, however long it did not stir");
        written(new RunningProcess(here.host(), here.number(), "started earlier", here.place()));
        assertTrue(isExpired(NOW), "another process has its number");
        written(new RunningProcess(here.host(), "4194305", here.start(), here.place()));
        assertTrue(isExpired(NOW), "no process has its number");
    }

    /** Containers and copies of machines share names of hosts, and number processes from 1. */
    @Test
    void aProcessOfAnotherMachineWithTheSameNameMayBeAlive() throws IOException {
        RunningProcess here = RunningProcess.current();
        for (String number : new String[] {"1", here.number(), "4194305"}) {
            written(new RunningProcess(here.host(), number, "started elsewhere", "another machine"));
            assertFalse(isExpired(NOW), number);
            assertTrue(isExpired(LATER), number);
        }
    }

    @Test
    void whatIsHalfWrittenExpiresToo() throws IOException {
        for (String text : new String[] {"", "host", "host\nno number\nstarted\nplace"}) {
            Files.writeString(folder.resolve("owner"), text);
            assertFalse(isExpired(NOW), text);
            assertTrue(isExpired(LATER), text);
            IOException held = assertThrows(Lease.HeldException.class, () -> Lease.take(storage, file, NOW));
            assertEquals("host", held.getMessage().substring(0, 4));
        }
    }

    @Test
    void ofTwoThatTakeALeaseAtOnceTheSecondHearsWhoHasIt() throws IOException {
        try (Lease first = Lease.take(storage, file, NOW)) {
            assertTrue(first.isHeld());
            IOException held = assertThrows(Lease.HeldException.class, () -> new Lease(storage, file));
            assertTrue(
                    held.getMessage()
                            .endsWith("process " + ProcessHandle.current().pid()),
                    held.getMessage());
            first.release();
        }
        assertFalse(Files.exists(folder.resolve("owner")));
    }
}
