package org.visionheatmaps.spark.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * A value on its way to tasks, Java-serialised, so that it crosses whatever serializer the cluster uses.
 *
 * @param bytes each executor has them once
 */
public record JavaSerialized<T extends Serializable>(Broadcast<byte[]> bytes) implements Serializable {
    private static final long serialVersionUID = 1L;

    public static <T extends Serializable> JavaSerialized<T> of(JavaSparkContext context, T value) {
        return new JavaSerialized<>(context.broadcast(bytes(value)));
    }

    /** The bytes of a value, to be read by {@link #value(byte[], Class)}. */
    public static byte[] bytes(Serializable value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("A value that cannot be serialised: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** The value, with classes of the task's class loader: transforms of one's own come with {@code --jars}. */
    public T value(Class<T> type) throws IOException, ClassNotFoundException {
        return read(bytes.value(), type);
    }

    /** A value that a job or its tasks have serialised. */
    public static <V> V value(byte[] bytes, Class<V> type) throws IOException {
        try {
            return read(bytes, type);
        } catch (ClassNotFoundException e) {
            throw new IOException("The executors lack classes of the job", e);
        }
    }

    private static <V> V read(byte[] bytes, Class<V> type) throws IOException, ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
                try {
                    return Class.forName(description.getName(), false, loader);
                } catch (ClassNotFoundException e) {
                    return super.resolveClass(description);
                }
            }
        }) {
            return type.cast(in.readObject());
        }
    }
}
