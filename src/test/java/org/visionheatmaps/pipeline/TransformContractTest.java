package org.visionheatmaps.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.visionheatmaps.Samples;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;
import org.visionheatmaps.transform.DropDims;
import org.visionheatmaps.transform.TokenGrid;
import org.visionheatmaps.transform.Transform;
import org.visionheatmaps.transform.overlay.AlphaOverlay;
import org.visionheatmaps.transform.overlay.MaskImage;
import org.visionheatmaps.transform.overlay.Outline;
import org.visionheatmaps.transform.overlay.QuantileOutline;
import org.visionheatmaps.transform.overlay.ValueAlpha;

/** What holds for every transform. A new one joins by a line in {@link TransformSamples}. */
@Tag("fast")
class TransformContractTest {
    private static final int WIDTH = 5;
    private static final int HEIGHT = 4;

    /** A transform and one input that it takes. */
    record Case(Transform transform, Tensor x, RgbImage image) {
        @Override
        public String toString() {
            return transform + " of " + x + (image == null ? "" : " with an image");
        }
    }

    static List<Transform> transforms() {
        return TransformSamples.ALL;
    }

    /** Every kind that it takes, in both dtypes and both orders of strides, with and without an image. */
    private static List<Case> cases(Transform transform) {
        List<Case> cases = new ArrayList<>();
        for (Kind kind : transform.inputKinds()) {
            for (Tensor x : accepts(transform, kind) ? inputs(transform, kind) : List.<Tensor>of()) {
                cases.add(new Case(transform, x, null));
                cases.add(new Case(transform, x, Samples.image(HEIGHT, WIDTH)));
                if (transform.usesImage()
                        && !(transform instanceof AlphaOverlay)
                        && !(transform instanceof ValueAlpha)
                        && !(transform instanceof MaskImage)
                        && !(transform instanceof Outline)
                        && !(transform instanceof QuantileOutline)) {
                    cases.add(new Case(transform, x, Samples.image(7, 3)));
                }
            }
        }
        assertFalse(cases.isEmpty());
        return cases;
    }

    /** Whether the arguments fit the kind: PermuteDims(2, 1) takes scalars, but not channels. */
    private static boolean accepts(Transform transform, Kind kind) {
        try {
            transform.outputKind(kind);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<Tensor> inputs(Transform transform, Kind kind) {
        int[] size = {WIDTH, HEIGHT, 3};
        if (transform instanceof DropDims drop) {
            size[drop.dims().get(0) - 1] = 1;
        }
        if (transform instanceof TokenGrid grid) {
            size[0] = grid.skip() + Math.max(9, grid.width() * grid.height());
            size[1] = 1;
        }
        List<Tensor> inputs = new ArrayList<>();
        for (Samples.Strides order : Samples.Strides.values()) {
            if (kind == Kind.COLOR) {
                inputs.add(Samples.colors(order, WIDTH, HEIGHT));
                continue;
            }
            for (boolean floats : new boolean[] {true, false}) {
                inputs.add(
                        kind == Kind.SCALAR
                                ? Samples.scalars(floats, order, size[0], size[1])
                                : Samples.channels(floats, order, size[0], size[1], size[2]));
            }
        }
        return inputs;
    }

    @Test
    void everyRegisteredTransformIsInTheContract() {
        Set<String> sampled = transforms().stream()
                .map(transform -> transform.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        sampled.add("Abs"); // short for Polarity(:absolute)
        assertEquals(Transforms.standard().names(), sampled, "add the missing transform to TransformSamples");
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void theInputStaysAsItWas(Transform transform) {
        for (Case c : cases(transform)) {
            Object before = copy(c);
            transform.apply(c.x(), c.image());
            assertEquals(before, copy(c), c.toString());
        }
    }

    /** All of the arrays, also what lies between the strides. */
    private static Object copy(Case c) {
        return List.of(
                c.x().isFloat() ? Arrays.toString(c.x().floats()) : Arrays.toString(c.x().doubles()),
                c.image() == null ? "" : Arrays.toString(c.image().rgb()));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void theKindIsAsPromisedAndTheSameInputGivesTheSameValues(Transform transform) {
        for (Case c : cases(transform)) {
            Tensor first = transform.apply(c.x(), c.image());
            Tensor second = transform.apply(c.x(), c.image());
            assertEquals(transform.outputKind(c.x().kind()), first.kind(), c.toString());
            assertEquals(values(first), values(second), c.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void theOrderOfTheStridesChangesNoValue(Transform transform) {
        for (Case c : cases(transform)) {
            Tensor planes = inputs(transform, c.x().kind()).stream()
                    .filter(other -> other.isFloat() == c.x().isFloat())
                    .findFirst()
                    .orElseThrow();
            assertEquals(values(planes), values(c.x()), "the samples are the same numbers");
            assertEquals(
                    values(transform.apply(planes, c.image())),
                    values(transform.apply(c.x(), c.image())),
                    c.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void itSerialisesToAnEqualValue(Transform transform) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(transform);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Object copy = in.readObject();
            assertEquals(transform, copy);
            assertEquals(transform.hashCode(), copy.hashCode());
            assertEquals(transform.toString(), copy.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void itPrintsAndParsesBackToAnEqualValue(Transform transform) {
        for (Kind kind : transform.inputKinds()) {
            if (accepts(transform, kind)) {
                Pipeline parsed = Pipeline.parse(before(kind) + transform);
                assertEquals(transform, parsed.steps().get(parsed.steps().size() - 1));
                assertEquals(before(kind) + transform, parsed.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void aWrongKindIsRefusedWhenThePipelineIsBuilt(Transform transform) {
        for (Kind kind : Kind.values()) {
            if (!transform.inputKinds().contains(kind)) {
                List<Transform> steps = new ArrayList<>();
                if (kind != Kind.CHANNELS) {
                    steps.addAll(FittedPipeline.parse(before(kind).replaceFirst(" \\|> $", ""))
                            .transforms());
                }
                steps.add(transform);
                String message = assertThrows(MismatchedStepException.class, () -> new FittedPipeline(steps))
                        .getMessage();
                String came = kind == Kind.CHANNELS ? "the input is " : "step " + (steps.size() - 1) + " gives ";
                assertTrue(message.startsWith("step " + steps.size() + ": " + transform + " needs "), message);
                assertTrue(message.contains(", but " + came + kind), message);
            }
        }
    }

    /** Steps that give a kind, as text. */
    private static String before(Kind kind) {
        return switch (kind) {
            case CHANNELS -> "";
            case SCALAR -> "SumReduction() |> ";
            case COLOR -> "SumReduction() |> ExtremaColormap(:jet) |> ";
        };
    }

    private static List<Object> values(Tensor x) {
        List<Object> values = new ArrayList<>(List.of(x.shapeText(), x.isFloat()));
        int last = x.kind() == Kind.SCALAR ? 1 : x.size(2);
        for (int c = 0; c < last; c++) {
            double[] plane = new double[x.pixels()];
            for (int j = 0; j < x.size(1); j++) {
                for (int i = 0; i < x.size(0); i++) {
                    plane[j * x.size(0) + i] = x.kind() == Kind.SCALAR ? x.at(i, j) : x.at(i, j, c);
                }
            }
            values.add(Arrays.toString(plane));
        }
        return values;
    }
}
