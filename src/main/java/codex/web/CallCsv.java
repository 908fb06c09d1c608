package codex.web;

import codex.engine.EngineCall;

/** The ledger for spreadsheets: a line for each call, without the words that were sent and received (W11.5). */
final class CallCsv {
    static final String HEAD = Csv.line(
            "id",
            "sent_at",
            "answered_at",
            "account",
            "application",
            "job",
            "step",
            "ordinal",
            "try",
            "question",
            "prompt",
            "prompt_hash",
            "engine",
            "model",
            "answered_by",
            "outcome",
            "http_status",
            "finish_reason",
            "tokens_in",
            "tokens_out",
            "tokens_cached",
            "reserved_usd",
            "cost_usd",
            "assumed",
            "latency_ms");

    private CallCsv() {}

    static String line(EngineCall call) {
        return Csv.line(
                call.id(),
                call.sentAt(),
                call.answeredAt(),
                call.accountId(),
                call.applicationId(),
                call.jobId(),
                call.stepKey(),
                call.ordinal(),
                call.tryNumber(),
                call.question(),
                call.prompt(),
                call.promptHash(),
                call.engine(),
                call.model(),
                call.answeredBy(),
                call.outcome(),
                call.httpStatus(),
                call.finishReason(),
                call.tokensIn(),
                call.tokensOut(),
                call.tokensCached(),
                call.reserved().toPlainString(),
                call.cost() == null ? null : call.cost().toPlainString(),
                call.assumed(),
                call.latencyMs());
    }
}
