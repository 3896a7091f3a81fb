package org.visionheatmaps.tensor;

/**
 * What a step may see of an element beside what comes to it.
 *
 * @param photograph that belongs to the element, or null
 * @param values that colours stand for, rows × columns of scalars: as they came to the colormap, and turned and resized since then as the
 *     colours were; null as long as there are no colours, or if no step looks at them
 * @param object where the photograph's object is said to be, or null
 */
public record Scene(RgbImage photograph, Tensor values, ObjectPlace object) {
    /** Of a photograph alone. */
    public static Scene of(RgbImage photograph) {
        return new Scene(photograph, null, null);
    }

    public Scene withPhotograph(RgbImage other) {
        return new Scene(other, values, object);
    }

    public Scene withValues(Tensor other) {
        return new Scene(photograph, other, object);
    }
}
