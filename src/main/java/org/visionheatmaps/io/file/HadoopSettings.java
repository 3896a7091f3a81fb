package org.visionheatmaps.io.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;

/** The driver's Hadoop configuration on its way to tasks. */
public final class HadoopSettings implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What was read last, since the tasks of a process read the same again and again, and it takes milliseconds. */
    private static volatile Decoded last;

    private final byte[] written;

    private record Decoded(HadoopSettings settings, Configuration configuration) {}

    /** Takes a copy. */
    public HadoopSettings(Configuration configuration) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        configuration.write(new DataOutputStream(bytes));
        this.written = bytes.toByteArray();
    }

    /** The configuration as it was on the driver. Tasks of a process share it: not to be changed. */
    public Configuration configuration() throws IOException {
        Decoded known = last;
        if (known == null || !Arrays.equals(known.settings().written, written)) {
            Configuration configuration = new Configuration(false);
            configuration.readFields(new DataInputStream(new ByteArrayInputStream(written)));
            known = new Decoded(this, configuration);
            last = known;
        }
        return known.configuration();
    }
}
