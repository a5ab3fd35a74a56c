package io.jenkins.trainmodel.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Apache ECharts, minified, from its WebJar: the build with line and bar charts, zoom, tooltip and marks. Its licence
 * stands at its top and is kept.
 *
 * @param version ECharts' version
 * @param text the script
 */
record EchartsScript(String version, String text) {
    private static final String PROPERTIES = "/META-INF/maven/org.webjars/echarts/pom.properties";

    /** Reads the script from the class path; an error where no program has packaged it. */
    static EchartsScript load() {
        Properties properties = new Properties();
        try (InputStream in = open(PROPERTIES)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("version");
        String script = "/META-INF/resources/webjars/echarts/" + version + "/echarts.common.min.js";
        try (InputStream in = open(script)) {
            return new EchartsScript(version, new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = EchartsScript.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(
                    resource + " is not on the class path: report.html needs the Maven artifact org.webjars:echarts");
        }
        return in;
    }
}
