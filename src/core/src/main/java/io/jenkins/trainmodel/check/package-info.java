/** What a specification needs, tried before a run, and what the run will take. */
package io.jenkins.trainmodel.check;
