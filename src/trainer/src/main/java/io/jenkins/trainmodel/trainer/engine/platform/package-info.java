/** What the engine needs to know of the machine and of its own versions, and what can go wrong with it. */
package io.jenkins.trainmodel.trainer.engine.platform;
