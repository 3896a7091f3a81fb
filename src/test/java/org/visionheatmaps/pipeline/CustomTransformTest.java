package org.visionheatmaps.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.reduction.SumReduction;

@Tag("fast")
class CustomTransformTest {
    private static final Map<String, TransformFactory> DOUBLED = Map.of("Doubled", call -> new ScaleForTests(2));

    @Test
    void aProviderOnTheClassPathAddsItsTransforms() {
        Pipeline parsed = Pipeline.parse("SumReduction() |> ScaleForTests(factor=2.5)");
        assertEquals(Pipeline.of(new SumReduction(), new ScaleForTests(2.5)), parsed);
        assertEquals(parsed, Pipeline.parse(parsed.toString()));
        Tensor scaled = parsed.fitted()
                .apply(Tensor.channels(new float[] {1, 2, 3, 4}, 2, 1, 2), null)
                .value();
        assertEquals(10, scaled.at(0, 0));
        assertEquals(15, scaled.at(1, 0));
    }

    @Test
    void aRegisteredTransformIsKnownToThatSetAlone() {
        Transforms mine = Transforms.standard().with(DOUBLED);
        assertTrue(mine.names().contains("Doubled"));
        assertFalse(Transforms.standard().names().contains("Doubled"));
        assertEquals(Pipeline.of(new SumReduction(), new ScaleForTests(2)), mine.parse("SumReduction() |> Doubled()"));
        assertThrows(PipelineSyntaxException.class, () -> Pipeline.parse("SumReduction() |> Doubled()"));
    }

    @Test
    void itsErrorsPointAtTheirPlaceLikeEveryOther() {
        PipelineSyntaxException missing =
                assertThrows(PipelineSyntaxException.class, () -> Pipeline.parse("SumReduction() |> ScaleForTests()"));
        assertEquals(19, missing.column());
        assertTrue(missing.getMessage().startsWith("ScaleForTests needs an argument 'factor' (column 19)"));
    }

    @Test
    void aTakenNameIsRefused() {
        Map<String, TransformFactory> taken = Map.of("FlipImage", call -> new ScaleForTests(1));
        String message = assertThrows(IllegalArgumentException.class, () -> Transforms.standard()
                        .with(taken))
                .getMessage();
        assertEquals("A transform named FlipImage is registered already", message);
    }
}
