#include "roles/relay/telemetry.h"

#include <string>
#include <string_view>

namespace picket::relay {
namespace {

constexpr std::array<std::string_view, kRefusedKinds> kRefusedNames = {
    "auth",   "body",        "encoding", "too_large", "project",
    "origin", "unavailable", "internal", "limited"};

}  // namespace

Telemetry::Telemetry(obs::Registry& registry, obs::Logger& logger)
    : logger_(logger),
      received_(registry.counter("picket_relay_requests_total",
                                 "Requests of SDKs whose body was received.")),
      appended_(registry.counter("picket_relay_events_appended_total",
                                 "Events that were made durable in the log.")),
      dropped_(registry.counter("picket_relay_events_dropped_total",
                                "Events that a stage of the pipeline dropped, with an outcome.")),
      limited_(registry.counter("picket_relay_items_limited_total",
                                "Items besides events that a quota refused, with an outcome.")),
      items_received_(registry.counter("picket_relay_items_received_total",
                                       "Items of requests with a known project.")),
      items_kept_(registry.counter("picket_relay_items_settled_total",
                                   "Items whose fate is known; with those in progress, as many as "
                                   "were received.",
                                   {{"fate", "kept"}})),
      items_dropped_(registry.counter("picket_relay_items_settled_total",
                                      "Items whose fate is known; with those in progress, as many "
                                      "as were received.",
                                      {{"fate", "dropped"}})),
      items_forgotten_(registry.counter("picket_relay_items_settled_total",
                                        "Items whose fate is known; with those in progress, as "
                                        "many as were received.",
                                        {{"fate", "forgotten"}})),
      append_failures_(registry.counter("picket_relay_append_failures_total",
                                        "Events that the log refused; answered 503.")),
      blob_failures_(registry.counter("picket_relay_blob_failures_total",
                                      "Requests whose attachments the blob store refused; answered "
                                      "503.")),
      limiter_failures_(
          registry.counter("picket_relay_limiter_failures_total",
                           "Times that the counters of quotas did not answer; items were kept.")),
      unaccounted_(registry.counter("picket_relay_unaccounted_items_total",
                                    "Items that became invalid/internal: a bug when not 0.")),
      outcome_sums_(registry.counter("picket_relay_outcome_sums_total",
                                     "Sums of outcomes written to the log.")),
      outcomes_lost_(registry.counter("picket_relay_outcomes_lost_total",
                                      "Outcomes that found no place while the log refused.")),
      project_version_(registry.gauge("picket_relay_project_version",
                                      "Version of the project configuration in force.")),
      expanded_bytes_(registry.gauge("picket_relay_expanded_bytes",
                                     "Memory charged for files that came compressed.")),
      project_failures_(registry.counter("picket_relay_project_failures_total",
                                         "Reads of the project configuration that failed.")) {
  for (std::size_t i = 0; i < kRefusedKinds; ++i) {
    refused_[i] = &registry.counter("picket_relay_refused_requests_total",
                                    "Requests of SDKs that were answered with an error, by reason.",
                                    {{"reason", std::string(kRefusedNames[i])}});
  }
}

ItemBalance Telemetry::balance() const noexcept {
  ItemBalance balance;
  balance.kept = static_cast<std::int64_t>(items_kept_.value());
  balance.dropped = static_cast<std::int64_t>(items_dropped_.value());
  balance.forgotten = static_cast<std::int64_t>(items_forgotten_.value());
  balance.received = static_cast<std::int64_t>(items_received_.value());
  balance.outcomes_lost = static_cast<std::int64_t>(outcomes_lost_.value());
  return balance;
}

void Telemetry::append_failed(const Error& error) {
  append_failures_.add();
  logger_.error("The log refused an event",
                {{"code", error.code}, {"detail", std::string_view(error.detail)}});
}

void Telemetry::blobs_refused(const Error& error) {
  blob_failures_.add();
  logger_.error("The blob store refused attachments",
                {{"code", error.code}, {"detail", std::string_view(error.detail)}});
}

void Telemetry::limiter_failed(const Error& error) {
  limiter_failures_.add();
  logger_.warn("The counters of quotas did not answer",
               {{"code", error.code}, {"detail", std::string_view(error.detail)}});
}

void Telemetry::unaccounted(std::int64_t quantity) {
  unaccounted_.add(static_cast<std::uint64_t>(quantity));
  logger_.error("An item left the pipeline without an outcome", {{"quantity", quantity}});
}

void Telemetry::threw(const char* what) {
  logger_.error("A stage of the pipeline threw", {{"what", what}});
}

void Telemetry::projects_loaded(std::int64_t version, std::size_t projects) {
  project_version_.set(version);
  logger_.info("Project configuration loaded",
               {{"version", version}, {"projects", static_cast<std::uint64_t>(projects)}});
}

void Telemetry::usual_rates_unreadable(const Error& error) {
  logger_.warn("The usual rates of projects could not be read",
               {{"code", error.code}, {"detail", std::string_view(error.detail)}});
}

void Telemetry::projects_unreadable(const Error& error) {
  project_failures_.add();
  logger_.warn("Project configuration cannot be read; the last one stays in force",
               {{"code", error.code}, {"detail", std::string_view(error.detail)}});
}

void Telemetry::outcomes_kept(const Error& error) {
  logger_.warn("The log refused outcomes; they are tried again",
               {{"code", error.code}, {"detail", std::string_view(error.detail)}});
}

void Telemetry::outcome_lost(std::int64_t quantity) {
  outcomes_lost_.add(static_cast<std::uint64_t>(quantity));
  logger_.error("Outcomes were dropped: too many wait for the log", {{"quantity", quantity}});
}

}  // namespace picket::relay
