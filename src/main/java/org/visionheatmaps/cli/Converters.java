package org.visionheatmaps.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.visionheatmaps.color.SchemeClass;
import org.visionheatmaps.io.DType;
import org.visionheatmaps.io.ImageDecoder;
import org.visionheatmaps.io.InputFormat;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.SheetSize;
import org.visionheatmaps.spark.ErrorPolicy;
import org.visionheatmaps.spark.IncrementOptions;
import org.visionheatmaps.spark.OutputFormat;
import org.visionheatmaps.spark.OutputOptions;
import org.visionheatmaps.spark.Partitioning;
import org.visionheatmaps.spark.RenderedHeatmaps;
import org.visionheatmaps.spark.UnseenGroup;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.text.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the text of an option to its value; what is wrong with it is told in the words of the type itself. */
final class Converters {
    private Converters() {}

    static void register(CommandLine commandLine) {
        commandLine
                .registerConverter(PipelineText.class, telling(PipelineText::of))
                .registerConverter(SchemeClass.class, telling(SchemeClass::named))
                .registerConverter(Preset.class, telling(Preset::named))
                .registerConverter(Layout.class, telling(Layout::parse))
                .registerConverter(InputFormat.class, telling(name -> named(InputFormat.class, name)))
                .registerConverter(DType.class, telling(DType::parse))
                .registerConverter(Partitioning.class, telling(Partitioning::parse))
                .registerConverter(ErrorPolicy.class, telling(ErrorPolicy::upTo))
                .registerConverter(OnError.class, telling(name -> named(OnError.class, name)))
                .registerConverter(QuantileMethod.class, telling(name -> named(QuantileMethod.class, name)))
                .registerConverter(
                        NonFiniteArguments.Handling.class,
                        telling(name -> named(NonFiniteArguments.Handling.class, name)))
                .registerConverter(
                        ImageDecoder.Orientation.class, telling(name -> named(ImageDecoder.Orientation.class, name)))
                .registerConverter(UnseenGroup.class, telling(name -> named(UnseenGroup.class, name)))
                .registerConverter(Swatches.class, telling(name -> named(Swatches.class, name)))
                .registerConverter(PngEncoding.Effort.class, telling(PngEncoding.Effort::named))
                .registerConverter(PngEncoding.Color.class, telling(PngEncoding.Color::named))
                .registerConverter(SheetSize.class, telling(SheetSize::parse))
                .registerConverter(ColorbarSide.class, telling(name -> named(ColorbarSide.class, name)))
                .registerConverter(
                        RenderedHeatmaps.Order.class, telling(name -> named(RenderedHeatmaps.Order.class, name)))
                .registerConverter(
                        IncrementOptions.Rewritten.class,
                        telling(name -> named(IncrementOptions.Rewritten.class, name)))
                .registerConverter(OutputFormat.class, telling(OutputFormat::new))
                .registerConverter(OutputOptions.Mode.class, telling(name -> named(OutputOptions.Mode.class, name)));
    }

    /** The constant of a name, without regard to case. */
    static <E extends Enum<E>> E named(Class<E> type, String name) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int at = names.indexOf(name.strip().toLowerCase(Locale.ROOT));
        if (at < 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not one of " + String.join(", ", names) + NearestName.hint(name, names));
        }
        return type.getEnumConstants()[at];
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
