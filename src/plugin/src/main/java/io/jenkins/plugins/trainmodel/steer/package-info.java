/** People steer a run that goes on, and begin a new one at a checkpoint of one that has ended: who may, what it means, the forms. */
package io.jenkins.plugins.trainmodel.steer;
