package io.jenkins.trainmodel.trainer.tensorboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an event file. TensorBoard reads the files of a directory in the order of their names, each to its end before the
 * next, so a name holds the time, and a later file's time is later even where the clock went back.
 */
final class EventFileName {
    private static final String PREFIX = "events.out.tfevents.";
    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d{10})\\..*");

    private EventFileName() {}

    /** The file that comes after those of the directory. */
    static Path next(Path directory, long seconds) throws IOException {
        long time = seconds;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path file : files) {
                Matcher matcher = NAME.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    time = Math.max(time, Long.parseLong(matcher.group(1)) + 1);
                }
            }
        }
        return directory.resolve(String.format(
                Locale.ROOT,
                "%s%010d.%s.%d",
                PREFIX,
                time,
                host(),
                ProcessHandle.current().pid()));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^\\w-]", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
