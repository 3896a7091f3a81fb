package org.visionheatmaps.transform;

import java.util.List;
import java.util.Set;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.tensor.RgbImage;
import org.visionheatmaps.tensor.Tensor;

/**
 * Takes some of the channels, in any order: bands of a satellite's picture, one head of many.
 *
 * <p>Shape: W×H×C to W×H×K, or to W×H for one channel. Values: kept, dtype too. Formula: channel k of the result is channel {@code
 * channels[k]} of the input, counted from 1. Edges: a channel that an element does not have is an error of the element.
 *
 * @param channels at least one, each once, counted from 1
 */
public record SelectChannels(List<Integer> channels) implements Transform {
    /**
     * @throws IllegalArgumentException if there is none, one is less than 1, or one comes twice
     */
    public SelectChannels {
        channels = List.copyOf(channels);
        boolean areDistinct = channels.stream().distinct().count() == channels.size();
        if (channels.isEmpty() || !areDistinct || channels.stream().anyMatch(channel -> channel < 1)) {
            throw new IllegalArgumentException(
                    "SelectChannels needs channels counted from 1, each once, but got " + channels);
        }
    }

    @Override
    public Set<Kind> inputKinds() {
        return Set.of(Kind.CHANNELS);
    }

    @Override
    public Kind outputKind(Kind input) {
        return channels.size() == 1 ? Kind.SCALAR : Kind.CHANNELS;
    }

    @Override
    public Tensor apply(Tensor x, RgbImage image) {
        for (int channel : channels) {
            if (channel > x.size(2)) {
                throw new BadDataException(
                        BadDataException.Reason.DIMENSIONS,
                        this + " needs channel " + channel + ", but the value is " + x.shapeText()
                                + " (width×height×channels)");
            }
        }
        if (channels.size() == 1) {
            return x.channel(channels.get(0) - 1);
        }
        int plane = x.pixels();
        int length = Math.multiplyExact(plane, channels.size());
        float[] floats = x.isFloat() ? new float[length] : null;
        double[] doubles = x.isFloat() ? null : new double[length];
        int to = 0;
        for (int channel : channels) {
            for (int j = 0; j < x.size(1); j++) {
                int at = x.offset() + (channel - 1) * x.stride(2) + j * x.stride(1);
                for (int i = 0; i < x.size(0); i++, at += x.stride(0), to++) {
                    if (x.isFloat()) {
                        floats[to] = x.floats()[at];
                    } else {
                        doubles[to] = x.doubles()[at];
                    }
                }
            }
        }
        return x.isFloat()
                ? Tensor.channels(floats, x.size(0), x.size(1), channels.size())
                : Tensor.channels(doubles, x.size(0), x.size(1), channels.size());
    }

    @Override
    public String toString() {
        return "SelectChannels(" + Dims.text(channels) + ")";
    }
}
