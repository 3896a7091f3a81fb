package org.visionheatmaps.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.tensor.Tensor;

@Tag("fast")
class ChannelCountsTest {
    @Test
    void channelsAsPicturesHaveThemArePlausible() {
        assertEquals(Optional.empty(), counts(3, 3, 3, 3).advice(Layout.NCHW));
        assertEquals(
                Optional.empty(), counts(1, 3, 3, 1).advice(Layout.NCHW), "class activation maps beside gradients");
        assertEquals(Optional.empty(), counts(7, 7).advice(Layout.NCHW), "two elements say little");
    }

    @Test
    void batchesThatAreReadAsChannelsAreNoticedOverAllTasks() {
        ChannelCounts sum = counts(16);
        sum.add(counts(16));
        sum.add(counts(9));
        String advice = sum.advice(Layout.NCHW).orElseThrow();
        assertTrue(advice.contains("9 channels (1 of them), 16 channels (2 of them)"), advice);
        assertTrue(advice.contains("--layout NHW"), advice);
        assertTrue(counts(5, 3, 3).advice(Layout.NHWC).orElseThrow().contains("--layout HWN"));
    }

    @Test
    void aSideThatIsReadAsChannelsIsNoticedAtOnce() {
        ChannelCounts counts = new ChannelCounts();
        counts.see(tensor(3, 224, 224));
        String advice = counts.advice(Layout.NCHW).orElseThrow();
        assertTrue(advice.contains("3×224×224") && advice.contains("--layout NHWC"), advice);
        ChannelCounts turned = new ChannelCounts();
        turned.see(tensor(224, 3, 224));
        assertTrue(turned.advice(Layout.NHWC).orElseThrow().contains("--layout NCHW"));
    }

    private static ChannelCounts counts(int... channels) {
        ChannelCounts counts = new ChannelCounts();
        for (int count : channels) {
            counts.see(tensor(20, 30, count));
        }
        return counts;
    }

    private static Tensor tensor(int width, int height, int channels) {
        return Tensor.channels(new float[width * height * channels], width, height, channels);
    }
}
