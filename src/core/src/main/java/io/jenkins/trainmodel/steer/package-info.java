/** What people may change of a specification while it trains, where it ended and where another run begins. */
package io.jenkins.trainmodel.steer;
