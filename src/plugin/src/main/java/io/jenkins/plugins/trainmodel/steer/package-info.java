/**
 * People steer a run that goes on, and begin a new one at a checkpoint of one that has ended: who may, what it means, the
 * forms, what is wished until it is done.
 */
package io.jenkins.plugins.trainmodel.steer;
