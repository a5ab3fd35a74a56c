package io.jenkins.trainmodel.trainer.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.Map;

/**
 * The engine, loaded into this process.
 *
 * @param device where to compute
 * @param deviceSentence which device was chosen and why, for people
 * @param threads of the engine on the CPU
 * @param description label to value for people: engine, libtorch, device, deviceChoice, threads; on a GPU
 *     also gpuArithmetic and gpuIndex, the driver's number of it
 */
public record LoadedEngine(
        Engine engine, Device device, String deviceSentence, int threads, Map<String, String> description) {}
