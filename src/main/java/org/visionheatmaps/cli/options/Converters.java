package org.visionheatmaps.cli.options;

import java.util.function.Function;
import org.visionheatmaps.cli.text.Swatches;
import org.visionheatmaps.color.SchemeClass;
import org.visionheatmaps.io.image.ImageDecoder;
import org.visionheatmaps.io.value.DType;
import org.visionheatmaps.metrics.Localisation;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.png.PngEncoding;
import org.visionheatmaps.render.Caption;
import org.visionheatmaps.render.ColorbarSide;
import org.visionheatmaps.render.Panel;
import org.visionheatmaps.render.figure.SheetSize;
import org.visionheatmaps.spark.fit.UnseenGroup;
import org.visionheatmaps.spark.incremental.IncrementOptions;
import org.visionheatmaps.spark.input.Partitioning;
import org.visionheatmaps.spark.input.source.InputSource;
import org.visionheatmaps.spark.input.source.PartitionTypes;
import org.visionheatmaps.spark.measure.MaskOptions;
import org.visionheatmaps.spark.output.OutputFormat;
import org.visionheatmaps.spark.output.OutputOptions;
import org.visionheatmaps.spark.output.RenderedHeatmaps;
import org.visionheatmaps.spark.output.Viewer;
import org.visionheatmaps.spark.run.ErrorPolicy;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.tensor.Layout;
import org.visionheatmaps.text.EnumName;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the text of an option to its value; what is wrong with it is reported in the words of the type itself. */
public final class Converters {
    private Converters() {}

    public static void register(CommandLine commandLine) {
        commandLine
                .registerConverter(PipelineText.class, reporting(PipelineText::of))
                .registerConverter(SchemeClass.class, reporting(SchemeClass::named))
                .registerConverter(Pipeline.class, reporting(Preset::pipelineNamed))
                .registerConverter(Layout.class, reporting(Layout::parse))
                .registerConverter(PartitionTypes.class, reporting(PartitionTypes::parse))
                .registerConverter(
                        InputSource.BadFiles.class, reporting(name -> EnumName.of(InputSource.BadFiles.class, name)))
                .registerConverter(DType.class, reporting(DType::parse))
                .registerConverter(Partitioning.class, reporting(Partitioning::parse))
                .registerConverter(ErrorPolicy.class, reporting(ErrorPolicy::upTo))
                .registerConverter(OnError.class, reporting(name -> EnumName.of(OnError.class, name)))
                .registerConverter(QuantileMethod.class, reporting(name -> EnumName.of(QuantileMethod.class, name)))
                .registerConverter(
                        NonFiniteArguments.Handling.class,
                        reporting(name -> EnumName.of(NonFiniteArguments.Handling.class, name)))
                .registerConverter(
                        ImageDecoder.Orientation.class,
                        reporting(name -> EnumName.of(ImageDecoder.Orientation.class, name)))
                .registerConverter(UnseenGroup.class, reporting(name -> EnumName.of(UnseenGroup.class, name)))
                .registerConverter(Swatches.class, reporting(name -> EnumName.of(Swatches.class, name)))
                .registerConverter(PngEncoding.Effort.class, reporting(PngEncoding.Effort::named))
                .registerConverter(MaskOptions.Boxes.class, reporting(MaskOptions.Boxes::named))
                .registerConverter(Localisation.Sign.class, reporting(Localisation.Sign::named))
                .registerConverter(PngEncoding.Color.class, reporting(PngEncoding.Color::named))
                .registerConverter(SheetSize.class, reporting(SheetSize::parse))
                .registerConverter(Panel.class, reporting(name -> EnumName.of(Panel.class, name)))
                .registerConverter(Caption.class, reporting(Caption::new))
                .registerConverter(ColorbarSide.class, reporting(name -> EnumName.of(ColorbarSide.class, name)))
                .registerConverter(
                        RenderedHeatmaps.Order.class,
                        reporting(name -> EnumName.of(RenderedHeatmaps.Order.class, name)))
                .registerConverter(
                        IncrementOptions.Rewritten.class,
                        reporting(name -> EnumName.of(IncrementOptions.Rewritten.class, name)))
                .registerConverter(Viewer.class, reporting(name -> EnumName.of(Viewer.class, name)))
                .registerConverter(OutputFormat.class, reporting(OutputFormat::new))
                .registerConverter(
                        OutputOptions.Mode.class, reporting(name -> EnumName.of(OutputOptions.Mode.class, name)));
    }

    private static <T> ITypeConverter<T> reporting(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                TypeConversionException reported = new TypeConversionException(e.getMessage());
                reported.initCause(e);
                throw reported;
            }
        };
    }
}
