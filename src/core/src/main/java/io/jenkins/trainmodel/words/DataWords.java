package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.TrainingEvent.ClassCount;
import io.jenkins.trainmodel.event.TrainingEvent.DataFile;
import io.jenkins.trainmodel.event.TrainingEvent.DataRead;
import io.jenkins.trainmodel.message.Audience;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people are told of data before training begins: which it is, how its classes are balanced, what teaches nothing. */
public final class DataWords {
    private static final int TOLD = 3;
    private static final int DIGITS = 12;

    private DataWords() {}

    /** One line. */
    public static String line(DataRead data, Audience audience) {
        List<String> parts = new ArrayList<>();
        parts.add(Speech.say(audience, "data.read", files(data, audience), shortened(data.fingerprint())));
        classes(data, audience).ifPresent(parts::add);
        duplicates(data, audience).ifPresent(parts::add);
        constant(data, audience).ifPresent(parts::add);
        return String.join("; ", parts);
    }

    private static String files(DataRead data, Audience audience) {
        String named = data.files().stream().limit(TOLD).map(DataFile::name).collect(Collectors.joining(", "));
        int more = data.fileCount() - Math.min(TOLD, data.files().size());
        return more > 0 ? Speech.say(audience, "andMore", named, Integer.toString(more)) : named;
    }

    private static String shortened(String fingerprint) {
        return fingerprint.length() > DIGITS ? fingerprint.substring(0, DIGITS) + "…" : fingerprint;
    }

    /** The largest class and, where all are told, the smallest one, by their training samples. */
    private static Optional<String> classes(DataRead data, Audience audience) {
        if (data.classes().isEmpty()) {
            return Optional.empty();
        }
        String count = Quantity.count(data.classCount());
        ClassCount largest = data.classes().get(0);
        String most = Quantity.count(largest.train());
        if (data.classCount() > data.classes().size()) {
            return Optional.of(Speech.say(audience, "data.manyClasses", count, largest.name(), most));
        }
        ClassCount smallest = data.classes().get(data.classes().size() - 1);
        String least = Quantity.count(smallest.train());
        return Optional.of(Speech.say(audience, "data.classes", count, largest.name(), most, smallest.name(), least));
    }

    private static Optional<String> duplicates(DataRead data, Audience audience) {
        return data.duplicates()
                .filter(count -> count > 0)
                .map(count -> Speech.say(audience, "data.duplicates", Quantity.count(count)));
    }

    private static Optional<String> constant(DataRead data, Audience audience) {
        if (data.constant().isEmpty()) {
            return Optional.empty();
        }
        String named = data.constant().stream().limit(TOLD).collect(Collectors.joining(", "));
        int more = data.constantCount() - Math.min(TOLD, data.constant().size());
        String all = more > 0 ? Speech.say(audience, "andMore", named, Integer.toString(more)) : named;
        return Optional.of(Speech.say(audience, "data.constant", Quantity.count(data.constantCount()), all));
    }
}
