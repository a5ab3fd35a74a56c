package io.jenkins.trainmodel.report;

import io.jenkins.trainmodel.report.html.EmbeddedReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A hostile log of 128 MB, and a program that follows it as a page does. Each kind of event is as wide as a line allows,
 * and no two names are the same.
 */
final class WideLog {
    static final long BYTES = 128L << 20;
    private static final int MOST_READINGS = 4_000;
    private static final long MOST_BYTES = 16 << 20;

    private WideLog() {}

    /** Follows the log whose path is the argument, renders it, and prints how many epochs are kept. */
    public static void main(String[] arguments) throws IOException {
        RunHistory history = new RunHistory(MOST_READINGS, MOST_BYTES);
        history.readOn(Path.of(arguments[0]), 0);
        EmbeddedReport report = EmbeddedReport.of(history);
        int characters = report.curves().length()
                + report.parts().values().stream().mapToInt(String::length).sum();
        System.out.println(history.epochs().size() + " epochs, " + characters + " characters, " + history.bytes());
    }

    static void write(Path log) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 20)) {
            long written = 0;
            for (int i = 1; written < BYTES; i++) {
                byte[] line = line(i).getBytes(StandardCharsets.UTF_8);
                out.write(line);
                written += line.length;
            }
        }
    }

    private static String line(int i) {
        String start = "{\"v\":1,\"seq\":" + i + ",\"time\":\"2026-11-24T05:00:00Z\",\"type\":";
        String place = ",\"epoch\":" + i + ",\"step\":" + i;
        return start
                + switch (i % 7) {
                    case 0 ->
                        "\"started\",\"trainSamples\":1,\"validationSamples\":1,\"stepsPerEpoch\":1,\"parameters\":1,"
                                + "\"flopPerStep\":1,\"specification\":{" + fields(i, 20_000) + "}}\n";
                    case 1 ->
                        "\"epoch\"" + place + ",\"elapsedSeconds\":" + i + ",\"metrics\":{" + fields(i, 20_000)
                                + "}}\n";
                    case 2 ->
                        "\"step\"" + place + ",\"elapsedSeconds\":" + i + ",\"metrics\":{" + fields(i, 200) + "}}\n";
                    case 3 -> "\"ruleEvaluated\"" + place + ",\"verdicts\":[" + verdicts(i) + "]}\n";
                    case 4 ->
                        "\"hyperparameterChanged\",\"key\":\"seed\",\"from\":\"1\",\"to\":\"" + "x".repeat(900_000)
                                + "\",\"by\":\"b\"" + place + "}\n";
                    case 5 -> "\"warning\",\"code\":\"c\",\"message\":\"" + "w".repeat(4_000) + "\"}\n";
                    default -> "\"telemetry\",\"elapsedSeconds\":" + i + ",\"metrics\":{" + fields(i, 200) + "}}\n";
                };
    }

    private static String fields(int line, int count) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < count; i++) {
            fields.append(i == 0 ? "" : ",")
                    .append("\"name-")
                    .append(line)
                    .append('-')
                    .append(i)
                    .append("\":")
                    .append(i);
        }
        return fields.toString();
    }

    private static String verdicts(int line) {
        String explanation = "e".repeat(400);
        StringBuilder verdicts = new StringBuilder();
        for (int i = 0; i < 1_500; i++) {
            verdicts.append(i == 0 ? "" : ",")
                    .append(
                            "{\"rule\":\"rule-%d-%d\",\"type\":\"t\",\"status\":\"held\",\"outcome\":\"success\",\"explanation\":\"%s\"}"
                                    .formatted(line, i, explanation));
        }
        return verdicts.toString();
    }
}
