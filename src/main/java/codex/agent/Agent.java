package codex.agent;

import codex.queue.Job;
import codex.queue.Outcome;
import codex.queue.Steps;

/** One of the four who take turns: reads what the one before stored, stores something a person can read and change. */
public interface Agent {
    Outcome act(Job job, Steps steps);
}
