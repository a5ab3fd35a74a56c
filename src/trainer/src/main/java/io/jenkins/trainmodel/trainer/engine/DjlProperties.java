package io.jenkins.trainmodel.trainer.engine;

import io.jenkins.trainmodel.trainer.engine.library.Libtorch;
import io.jenkins.trainmodel.trainer.engine.platform.EngineException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What DJL is told before its classes are loaded. DJL asks the environment first and then system properties, so an
 * environment variable that says something else is an error here, not a surprise later.
 */
final class DjlProperties {
    /** Where DJL looks for its JNI library. */
    static final String CACHE_VARIABLE = "ENGINE_CACHE_DIR";

    private DjlProperties() {}

    /** Sets the system properties. */
    static void set(Libtorch libtorch, int threads, Map<String, String> environment) {
        Map<String, String> shared = new LinkedHashMap<>();
        shared.put(GivenLibtorch.DJL_VARIABLE, libtorch.directory().toString());
        shared.put("PYTORCH_VERSION", libtorch.version().number());
        shared.put("PYTORCH_FLAVOR", Libtorch.FLAVOR);
        shared.put(CACHE_VARIABLE, libtorch.jniRoot().toString());
        shared.forEach((name, value) -> refuseOther(name, value, environment.get(name)));
        shared.forEach(System::setProperty);
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        setOnce();
    }

    private static void setOnce() {
        System.setProperty("ai.djl.default_engine", "PyTorch");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        // The graph optimizer makes training after evaluating the same script method fail, and is slower.
        System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
    }

    private static void refuseOther(String name, String wanted, String found) {
        if (found != null && !found.isEmpty() && !found.equals(wanted)) {
            throw new EngineException(
                    "The environment variable %s is '%s', and the engine needs '%s'. Unset it for the trainer."
                            .formatted(name, found, wanted));
        }
    }
}
