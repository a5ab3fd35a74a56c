package io.jenkins.trainmodel.spec.data;

import io.jenkins.trainmodel.spec.data.DataSpec.Csv;
import io.jenkins.trainmodel.spec.data.DataSpec.Custom;
import io.jenkins.trainmodel.spec.data.DataSpec.Idx;
import io.jenkins.trainmodel.spec.data.DataSpec.ImageFolder;
import io.jenkins.trainmodel.spec.data.DataSpec.Table;
import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ReadContext;
import io.jenkins.trainmodel.spec.schema.ValueType;
import io.jenkins.trainmodel.spec.schema.VariantsType;
import io.jenkins.trainmodel.spec.schema.VariantsType.Variant;
import java.util.List;
import java.util.Optional;

/** The objects under {@code data}. The one place where a further kind of data is declared. */
public final class DataDeclaration {
    private static final ValueType<DataSpec> TYPE = new VariantsType<>(List.of(
            Variant.of(Csv.class, CsvDeclaration.TYPE),
            Variant.of(Table.class, TableDeclaration.TYPE),
            Variant.of(Idx.class, IdxDeclaration.TYPE),
            Variant.of(ImageFolder.class, ImageFolderDeclaration.TYPE),
            Variant.of(Text.class, TextDeclaration.TYPE),
            Variant.of(Series.class, SeriesDeclaration.TYPE),
            Variant.of(Custom.class, CustomDataDeclaration.TYPE)));

    public static final Key<Sampled, DataSpec> KEY = Key.<Sampled, DataSpec>required(
                    "data", TYPE, Sampled::data, "Where samples come from.")
            .fixedOnResume();

    private DataDeclaration() {}

    /** The task of the specification, also where other keys of the data are wrong. */
    public static Task task(ReadContext context) {
        if (SeriesDeclaration.isRead(context)) {
            return Task.FORECAST;
        }
        return TextDeclaration.isRead(context)
                ? Task.LANGUAGE_MODEL
                : context.find(DataKeys.TASK).orElse(Task.CLASSIFICATION);
    }

    /** Tokens of a sample, where the data is text. */
    public static Optional<Integer> context(ReadContext context) {
        return TextDeclaration.context(context);
    }

    /** Whether several columns are predicted, each in its unit; not where the data is wrong. */
    public static boolean hasSeveralTargets(ReadContext context) {
        return context.find(KEY)
                .filter(data ->
                        data instanceof Series series && series.targets().size() > 1)
                .isPresent();
    }

    /** Whether the kept model is measured on samples that neither trained nor chose it; not where the data is wrong. */
    public static boolean isTested(ReadContext context) {
        return context.find(KEY).filter(DataSpec::isTested).isPresent();
    }
}
