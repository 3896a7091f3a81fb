package org.visionheatmaps.cli.options;

import java.util.function.Function;
import org.visionheatmaps.cli.text.Swatches;
import org.visionheatmaps.color.SchemeClass;
import org.visionheatmaps.io.arrow.InputFormat;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.spark.fit.UnseenGroup;
import org.visionheatmaps.spark.incremental.IncrementOptions;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.RenderedHeatmaps;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.text.EnumName;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the text of an option to its value; what is wrong with it is told in the words of the type itself. */
public final class Converters {
    private Converters() {}

    public static void register(CommandLine commandLine) {
        commandLine
                .registerConverter(PipelineText.class, telling(PipelineText::of))
                .registerConverter(SchemeClass.class, telling(SchemeClass::named))
                .registerConverter(Preset.class, telling(Preset::named))
                .registerConverter(Layout.class, telling(Layout::parse))
                .registerConverter(InputFormat.class, telling(name -> EnumName.of(InputFormat.class, name)))
                .registerConverter(DType.class, telling(DType::parse))
                .registerConverter(Partitioning.class, telling(Partitioning::parse))
                .registerConverter(ErrorPolicy.class, telling(ErrorPolicy::upTo))
                .registerConverter(OnError.class, telling(name -> EnumName.of(OnError.class, name)))
                .registerConverter(QuantileMethod.class, telling(name -> EnumName.of(QuantileMethod.class, name)))
                .registerConverter(
                        NonFiniteArguments.Handling.class,
                        telling(name -> EnumName.of(NonFiniteArguments.Handling.class, name)))
                .registerConverter(
                        ImageDecoder.Orientation.class,
                        telling(name -> EnumName.of(ImageDecoder.Orientation.class, name)))
                .registerConverter(UnseenGroup.class, telling(name -> EnumName.of(UnseenGroup.class, name)))
                .registerConverter(Swatches.class, telling(name -> EnumName.of(Swatches.class, name)))
                .registerConverter(PngEncoding.Effort.class, telling(PngEncoding.Effort::named))
                .registerConverter(PngEncoding.Color.class, telling(PngEncoding.Color::named))
                .registerConverter(SheetSize.class, telling(SheetSize::parse))
                .registerConverter(ColorbarSide.class, telling(name -> EnumName.of(ColorbarSide.class, name)))
                .registerConverter(
                        RenderedHeatmaps.Order.class, telling(name -> EnumName.of(RenderedHeatmaps.Order.class, name)))
                .registerConverter(
                        IncrementOptions.Rewritten.class,
                        telling(name -> EnumName.of(IncrementOptions.Rewritten.class, name)))
                .registerConverter(OutputFormat.class, telling(OutputFormat::new))
                .registerConverter(
                        OutputOptions.Mode.class, telling(name -> EnumName.of(OutputOptions.Mode.class, name)));
    }

    private static <T> ITypeConverter<T> telling(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                TypeConversionException told = new TypeConversionException(e.getMessage());
                told.initCause(e);
                throw told;
            }
        };
    }
}
