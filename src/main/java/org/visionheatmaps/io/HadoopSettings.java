package org.visionheatmaps.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/** The driver's Hadoop configuration on its way to tasks. */
public final class HadoopSettings implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] written;

    /** Takes a copy. */
    public HadoopSettings(Configuration configuration) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        configuration.write(new DataOutputStream(bytes));
        this.written = bytes.toByteArray();
    }

    /** The configuration as it was on the driver. */
    public Configuration configuration() throws IOException {
        Configuration configuration = new Configuration(false);
        configuration.readFields(new DataInputStream(new ByteArrayInputStream(written)));
        return configuration;
    }
}
