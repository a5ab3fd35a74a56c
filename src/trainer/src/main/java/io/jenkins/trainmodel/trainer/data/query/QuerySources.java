package io.jenkins.trainmodel.trainer.data.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a query selects from: tables that {@code data.files} names, parts of {@code WITH}, and what is computed. A file by its own path
 * would be read with types that the database guesses, other than the same file under a name and than new samples, and relative to the
 * folder of the process.
 */
final class QuerySources {
    /** They read nothing but what they are given. */
    private static final Set<String> COMPUTING =
            Set.of("range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree");

    /** Where the database keeps what it has itself; in another schema there is nothing, and the name is taken for a path. */
    private static final Set<String> SCHEMAS = Set.of("", "main");

    private static final Set<String> CATALOGS = Set.of("", "memory");

    /** Of a part of {@code WITH} that is not in scope, such a name would be a path. */
    private static final String IN_PATHS = ".*[./\\\\:*?\\[].*";

    private final SelectStatement select;
    private final Set<String> tables = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> parts = new HashSet<>();

    QuerySources(SelectStatement select, Collection<String> tables) {
        this.select = select;
        this.tables.addAll(tables);
    }

    /** @throws DataException with the line of what is something else */
    void require(JsonNode statement) {
        for (JsonNode node : SelectStatement.within(statement)) {
            addPart(node.path("cte_name"));
            node.path("cte_map").path("map").forEach(part -> addPart(part.path("key")));
        }
        for (JsonNode node : SelectStatement.within(statement)) {
            switch (node.path("type").asText()) {
                case "BASE_TABLE" -> requireNamed(node);
                case "TABLE_FUNCTION" -> requireComputing(node);
                default -> {}
            }
        }
    }

    private void addPart(JsonNode name) {
        if (name.isTextual() && !name.asText().matches(IN_PATHS)) {
            parts.add(name.asText().toLowerCase(Locale.ROOT));
        }
    }

    private void requireNamed(JsonNode node) {
        String catalog = node.path("catalog_name").asText();
        String schema = node.path("schema_name").asText();
        String table = node.path("table_name").asText();
        boolean here = CATALOGS.contains(lower(catalog)) && SCHEMAS.contains(lower(schema));
        boolean part = catalog.isEmpty() && schema.isEmpty() && parts.contains(lower(table));
        if (!part && !(here && tables.contains(table))) {
            throw select.wrong(
                    node,
                    Quoted.of(written(catalog) + written(schema) + table) + " is none of the tables "
                            + String.join(", ", tables) + "; name a file under data.files and select from that name");
        }
    }

    private void requireComputing(JsonNode node) {
        String function = node.path("function").path("function_name").asText();
        if (!COMPUTING.contains(lower(function))) {
            throw select.wrong(
                    node,
                    Quoted.of(function)
                            + " is no function from which a query may select; name a file under data.files and select from that name");
        }
    }

    private static String written(String qualifier) {
        return qualifier.isEmpty() ? "" : qualifier + ".";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
