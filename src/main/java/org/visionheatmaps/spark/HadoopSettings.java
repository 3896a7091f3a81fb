package org.visionheatmaps.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/** The driver's Hadoop configuration on its way to tasks. */
final class HadoopSettings implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] written;

    HadoopSettings(Configuration configuration) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        configuration.write(new DataOutputStream(bytes));
        this.written = bytes.toByteArray();
    }

    Configuration configuration() throws IOException {
        Configuration configuration = new Configuration(false);
        configuration.readFields(new DataInputStream(new ByteArrayInputStream(written)));
        return configuration;
    }
}
