/** The Pipeline step and the build step: what a user asks for, and where a run is started from. */
package io.jenkins.plugins.trainmodel.step;
