package org.visionheatmaps.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.tensor.Tensor;

/** Fits that Spark carries between tasks. */
@Tag("fast")
class FitStateTest {
    private static final String PIPELINE = "SumReduction() |> dataset(ExtremaColormap()) |> FlipImage()";

    private static FitState seen(float... values) {
        FitState state = new FitState();
        state.open(PIPELINE);
        state.see(Tensor.channels(values, values.length, 1, 1));
        return state;
    }

    /** Spark's class loader does not know the classes of jars that --jars brought. */
    private static Serializable carried(FitState state) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(state);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
                return Class.forName(type.getName(), false, ClassLoader.getPlatformClassLoader());
            }
        }) {
            return (Serializable) in.readObject();
        }
    }

    @Test
    void aCarriedStateCountsAsBefore() throws IOException, ClassNotFoundException {
        FitState all = seen(-1, 2, 3).add(seen(7, 0, -4));
        FitState carried = FitState.of(carried(seen(-1, 2, 3))).add(FitState.of(carried(seen(7, 0, -4))));
        assertEquals(
                "SumReduction() |> RangeColormap(:batlow, -4.0, 7.0) |> FlipImage()",
                all.fitted().orElseThrow());
        assertEquals(all.fitted(), carried.fitted());
        assertEquals(all.fitted(), FitState.of(carried(carried)).fitted());
        assertEquals(Optional.empty(), FitState.of(carried(new FitState())).fitted());
    }
}
