package io.jenkins.plugins.trainmodel.steer;

import io.jenkins.plugins.trainmodel.page.TrainedRun;

/**
 * Where a new run begins.
 *
 * @param build the number of the earlier build
 * @param run of that build
 * @param point among its artifacts
 */
record RestartOrigin(int build, TrainedRun run, RestartPoint point) {}
