package io.jenkins.trainmodel.trainer.data.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.json.BoundedJson;
import io.jenkins.trainmodel.trainer.data.problem.DataException;
import io.jenkins.trainmodel.trainer.data.problem.Quoted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A query as the database's own parser understands it, asked before anything of it runs: what only begins as a SELECT may write where it
 * may read. A part of {@code WITH} writes as well, which the parser calls a SELECT all the same.
 */
record SelectStatement(String query, JsonNode parsed) {
    private static final JsonMapper MAPPER =
            BoundedJson.builder(256 << 20, 100_000).build();
    private static final Set<String> READING =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");
    private static final String NODE_OF_QUERY = "_NODE";

    /** Names that stand for the time without parentheses, unless a table has such a column. */
    private static final Set<String> TIMES =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

    /** With parentheses; the last ones run SQL that stands in a text, where no one sees what it names. */
    private static final Set<String> VARYING = Set.of(
            "random",
            "setseed",
            "uuid",
            "uuidv4",
            "uuidv7",
            "gen_random_uuid",
            "reservoir_quantile",
            "nextval",
            "currval",
            "now",
            "today",
            "ago",
            "get_current_time",
            "get_current_timestamp",
            "current_localtime",
            "current_localtimestamp",
            "transaction_timestamp",
            "pg_conf_load_time",
            "pg_postmaster_start_time",
            "txid_current",
            "current_transaction_id",
            "current_connection_id",
            "current_query_id",
            "current_setting",
            "version",
            "getenv",
            "query",
            "json_execute_serialized_sql");

    /** Has the query parsed, and not run: it is a parameter. */
    static SelectStatement parse(String query, Connection database) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)")) {
            statement.setString(1, query);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return new SelectStatement(query, MAPPER.readTree(result.getString(1)));
            }
        } catch (JsonProcessingException unreadable) {
            throw new DataException("data.query: is nested too deeply", unreadable);
        }
    }

    /**
     * Finds fault with a query that is not one SELECT, whose result would be another one when a run is resumed, or that reads a file which
     * is none of the tables.
     *
     * @param tables the names of the files
     * @throws DataException with its line
     */
    void requireExact(Collection<String> tables) {
        if (parsed.path("error").asBoolean()) {
            throw refused();
        }
        JsonNode statements = parsed.path("statements");
        if (statements.size() != 1) {
            throw wrong(
                    line(location(statements.path(1))),
                    statements.size() + " statements where one SELECT should be; write one, which gives the samples");
        }
        requireExact(statements.get(0));
        new QuerySources(this, tables).require(statements.get(0));
    }

    private DataException refused() {
        boolean misspelled = parsed.path("error_type").asText().equals("parser");
        return misspelled
                ? wrong(
                        line(parsed.path("position").asLong()),
                        parsed.path("error_message").asText())
                : wrong(1, "is no SELECT; write one, which gives the samples; a PIVOT needs its values in IN");
    }

    private void requireExact(JsonNode statement) {
        for (JsonNode node : within(statement)) {
            String type = node.path("type").asText();
            if (type.endsWith(NODE_OF_QUERY) && !READING.contains(type)) {
                throw wrong(node, "writes; the query may only SELECT, also within WITH");
            }
            requireSame(node);
        }
    }

    private void requireSame(JsonNode node) {
        String function = node.path("function_name").asText().toLowerCase(Locale.ROOT);
        JsonNode names = node.path("column_names");
        String column = names.size() == 1 ? names.get(0).asText().toLowerCase(Locale.ROOT) : "";
        boolean tillNow = function.equals("age") && node.path("arguments").size() == 1;
        if (VARYING.contains(function) || TIMES.contains(function) || tillNow) {
            throw varying(node, function);
        }
        if (TIMES.contains(column)) {
            throw varying(node, column);
        }
        if (node.path("repeatable").isBoolean() && !node.path("repeatable").asBoolean()) {
            throw varying(node, "sample");
        }
    }

    private DataException varying(JsonNode node, String name) {
        return wrong(
                node,
                Quoted.of(name) + " may give something else in every run, so that a resumed run would go on with other"
                        + " samples; leave it out");
    }

    /** Where the first part begins of which the parser tells it. */
    private static long location(JsonNode node) {
        return within(node).stream()
                .map(part -> part.path("query_location"))
                .filter(JsonNode::canConvertToLong)
                .mapToLong(JsonNode::asLong)
                .filter(location -> location >= 0)
                .min()
                .orElse(0);
    }

    /** The node and all that is in it, without recursion: a sum of many columns is nested as deeply. */
    static List<JsonNode> within(JsonNode node) {
        List<JsonNode> found = new ArrayList<>();
        Deque<JsonNode> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            JsonNode next = open.pop();
            found.add(next);
            next.forEach(open::push);
        }
        return found;
    }

    private long line(long position) {
        return 1
                + query.chars()
                        .limit(Math.max(0, position))
                        .filter(character -> character == '\n')
                        .count();
    }

    /** What is wrong with a part of the query, with its line. */
    DataException wrong(JsonNode node, String problem) {
        return wrong(line(location(node)), problem);
    }

    private static DataException wrong(long line, String problem) {
        return new DataException("data.query, line " + line + ": " + problem);
    }
}
