package io.jenkins.plugins.trainmodel.step;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The data of one night: some more of the example's digits than the night before, from a camera that is cleaned a little every
 * day. So good nights are expected to be a little better each, and none is taken for a bad one by chance alone, as one in forty
 * is by a spread. Those that validate are kept aside and differ by the camera only.
 *
 * @param night counted from 1
 * @param brokenLabels whether every digit that is learned has the label of another one
 */
record NightlyDigits(int night, boolean brokenLabels) {
    private static final int VALIDATION = 400;
    private static final int AT_FIRST = 1000;
    private static final int MORE_A_NIGHT = 13;
    private static final double NOISE_AT_FIRST = 3;
    private static final double LESS_A_NIGHT = 0.08;
    private static final int BRIGHTEST = 16;

    /** Quick, on this night's files, and without the large losses of few samples by which nights differ most. */
    static String specification() {
        return Digits.specification("maxEpochs: 7")
                .replaceAll("path: '[^']*'", "path: digits.csv")
                .replace("validation: 0.2", "validationPath: validation.csv")
                .replace("learningRate: 0.001", "learningRate: 0.004")
                .replace("warmupSteps: 50", "warmupSteps: 10")
                .replace("gradientClip: 1.0", "labelSmoothing: 0.1");
    }

    /** A table with a header, to learn from. */
    String training() throws IOException {
        List<String[]> learned = samples().subList(VALIDATION, VALIDATION + AT_FIRST + MORE_A_NIGHT * night);
        List<String[]> photographed = photographed(learned, new Random(night));
        for (int row = 0; brokenLabels && row < learned.size(); row++) {
            String[] other = learned.get((row * 37 + 11) % learned.size());
            photographed.get(row)[other.length - 1] = other[other.length - 1];
        }
        return table(photographed);
    }

    /** A table of the same columns, to validate with. */
    String validation() throws IOException {
        return table(photographed(samples().subList(0, VALIDATION), new Random(0)));
    }

    private List<String[]> photographed(List<String[]> samples, Random random) {
        return samples.stream().map(cells -> photographed(cells, random)).toList();
    }

    private String[] photographed(String[] cells, Random random) {
        String[] noisy = cells.clone();
        for (int pixel = 0; pixel < cells.length - 1; pixel++) {
            double noise = random.nextGaussian() * (NOISE_AT_FIRST - LESS_A_NIGHT * night);
            long brightness = Math.round(Integer.parseInt(cells[pixel]) + noise);
            noisy[pixel] = Long.toString(Math.max(0, Math.min(BRIGHTEST, brightness)));
        }
        return noisy;
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Digits.directory().resolve("digits.csv"));
    }

    /** All of the example's, in an order that is the same every night. */
    private static List<String[]> samples() throws IOException {
        List<String[]> samples = new ArrayList<>();
        lines().stream().skip(1).forEach(line -> samples.add(line.split(",")));
        Collections.shuffle(samples, new Random(0));
        return samples;
    }

    private static String table(List<String[]> rows) throws IOException {
        return rows.stream()
                .map(cells -> String.join(",", cells))
                .collect(Collectors.joining("\n", lines().get(0) + "\n", "\n"));
    }
}
