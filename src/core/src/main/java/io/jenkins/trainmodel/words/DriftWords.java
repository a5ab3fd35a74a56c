package io.jenkins.trainmodel.words;

import static io.jenkins.trainmodel.words.Speech.say;

import io.jenkins.trainmodel.drift.ColumnDrift;
import io.jenkins.trainmodel.drift.DataDrift;
import io.jenkins.trainmodel.drift.SchemaDifference;
import io.jenkins.trainmodel.message.Audience;
import java.util.ArrayList;
import java.util.List;

/** How the data of a run stands to its reference's, on a console. */
public final class DriftWords {
    private DriftWords() {}

    /** One line. */
    public static String line(DataDrift drift, Audience audience) {
        List<String> parts = new ArrayList<>();
        parts.add(say(audience, "drift.beside", drift.reference(), Quantity.count(drift.columnCount())));
        drift.columns().stream().findFirst().ifPresent(worst -> parts.add(index("drift.worst", worst, audience)));
        drift.label().ifPresent(label -> parts.add(index("drift.label", label, audience)));
        SchemaDifference schema = drift.schema();
        if (!schema.isEmpty()) {
            parts.add(say(
                    audience,
                    "drift.schema",
                    Quantity.count(schema.addedCount()),
                    Quantity.count(schema.goneCount()),
                    Quantity.count(schema.changedCount())));
        }
        return String.join("; ", parts);
    }

    private static String index(String key, ColumnDrift column, Audience audience) {
        String said = say(audience, key, column.name(), Quantity.number(column.index()));
        return column.isReal() || column.index() == 0 ? said : say(audience, "drift.byChance", said);
    }
}
