package io.jenkins.trainmodel.trainer.optimizer;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a learning rate's schedule remembers, as checkpoints and packages keep it: with the type of schedule that it is of. */
public final class SavedSchedule {
    static final String PLATEAU = "plateau";
    static final String OWN = "custom";

    private static final String TYPE = "type";

    private SavedSchedule() {}

    /** As it is kept. */
    static Map<String, String> of(String type, Map<String, String> remembered) {
        Map<String, String> saved = new LinkedHashMap<>(remembered);
        saved.put(TYPE, type);
        return saved;
    }

    /** What a schedule of this type has remembered; nothing where another one has, so that it begins anew. */
    static Map<String, String> remembered(String type, Map<String, String> saved) {
        // without a type: a version has saved it that knew no other one that remembers
        boolean same = type.equals(saved.getOrDefault(TYPE, PLATEAU));
        Map<String, String> remembered = new LinkedHashMap<>(same ? saved : Map.of());
        remembered.remove(TYPE);
        return remembered;
    }

    /** What another run may go on with: bytes of users' own code are for that code alone. */
    public static Map<String, String> withoutOwn(Map<String, String> saved) {
        return OWN.equals(saved.get(TYPE)) ? Map.of() : saved;
    }
}
