package io.jenkins.trainmodel.spec;

import io.jenkins.trainmodel.spec.schema.Key;
import io.jenkins.trainmodel.spec.schema.ObjectType;
import io.jenkins.trainmodel.spec.stop.RuleNames;
import io.jenkins.trainmodel.spec.stop.RuleType;
import io.jenkins.trainmodel.spec.watch.WatchDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of docs/specification.md, as the declarations say. */
final class SpecificationTables {
    private final Map<String, String> tables = new LinkedHashMap<>();

    private SpecificationTables() {}

    /** The object's title to its table, for every object of the specification and every rule. */
    static Map<String, String> all() {
        SpecificationTables tables = new SpecificationTables();
        tables.add("", SpecificationDeclaration.TYPE);
        tables.addOne("A watched run", WatchedDeclaration.TYPE);
        WatchDeclaration.KEY.type().objects().forEach(watch -> tables.add("watch", watch));
        RuleType.variants().forEach(variant -> tables.addOne(variant.type().name(), variant.type()));
        return tables.tables;
    }

    private void add(String path, ObjectType<?> type) {
        addOne(path.isEmpty() ? "The specification" : path, type);
        for (Key<?, ?> key : type.keys()) {
            String keyPath = path.isEmpty() ? key.name() : path + "." + key.name();
            boolean several = key.type().objects().size() > 1;
            key.type().objects().forEach(object -> add(several ? keyPath + ": " + object.name() : keyPath, object));
        }
    }

    private void addOne(String title, ObjectType<?> type) {
        StringBuilder table = new StringBuilder();
        // The name is the same with all rules, and explained with them.
        List<Key<?, ?>> keys = new ArrayList<>(type.keys());
        keys.removeIf(key -> key.type() == RuleNames.TYPE);
        if (!keys.isEmpty()) {
            table.append("| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
            keys.forEach(key -> table.append(row(key)));
        }
        tables.put(title, type.documentation() + "\n" + (table.isEmpty() ? "" : "\n" + table));
    }

    private static String row(Key<?, ?> key) {
        String fixed = key.isFixedOnResume() ? " Fixed when a run is resumed." : "";
        String value = key.defaultWords().equals("see below")
                ? "see below"
                : key.type().allowed();
        return "| `%s` | %s | %s | %s |\n"
                .formatted(key.name(), value, key.defaultWords(), key.documentation() + fixed);
    }
}
