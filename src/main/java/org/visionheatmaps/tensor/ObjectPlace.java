package org.visionheatmaps.tensor;

/** Where the object of a photograph is said to be. */
public interface ObjectPlace {
    /**
     * Whether each pixel of a picture belongs to the object, row by row.
     *
     * @param columns of the picture, which may be smaller or larger than the photograph
     * @param rows of the picture
     * @param photograph or null: then the picture's own size stands for the photograph's
     * @throws BadDataException if that cannot be read
     */
    boolean[] inside(int columns, int rows, RgbImage photograph);

    /**
     * The boxes around objects.
     *
     * @return left, top, right and bottom of each, in pixels of the picture; none if the object is known by its pixels
     * @throws BadDataException if they cannot be read
     */
    double[][] boxes(int columns, int rows, RgbImage photograph);
}
