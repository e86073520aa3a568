// Topics of the log and the consumer group that reads them. The names are Sentry's, so that
// operators' knowledge and dashboards carry over.
#pragma once

#include <string_view>

namespace picket::protocol {

/// IngestMessage records, partitioned by partition_of().
inline constexpr std::string_view kTopicIngestEvents = "ingest-events";
/// ItemMessage records; one partition each.
inline constexpr std::string_view kTopicIngestTransactions = "ingest-transactions";
inline constexpr std::string_view kTopicIngestAttachments = "ingest-attachments";
inline constexpr std::string_view kTopicIngestFeedback = "ingest-feedback-events";
inline constexpr std::string_view kTopicIngestMonitors = "ingest-monitors";
inline constexpr std::string_view kTopicIngestMetrics = "ingest-metrics";
/// All of them.
inline constexpr std::string_view kItemTopics[] = {kTopicIngestTransactions,
                                                   kTopicIngestAttachments, kTopicIngestFeedback,
                                                   kTopicIngestMonitors, kTopicIngestMetrics};
/// What the relay decided about items that were not accepted; one partition.
inline constexpr std::string_view kTopicOutcomes = "outcomes";

inline constexpr std::string_view kGroupIngestConsumer = "ingest-consumer";
inline constexpr std::string_view kGroupOutcomesConsumer = "outcomes-consumer";

}  // namespace picket::protocol
