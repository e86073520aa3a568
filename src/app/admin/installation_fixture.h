// For tests: an installation in memory, on the adapters of --ephemeral, with a clock that stands.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "adapters/memory/blob_store.h"
#include "adapters/memory/event_store.h"
#include "adapters/memory/limiter.h"
#include "adapters/memory/log.h"
#include "adapters/meta_sql/meta_db.h"
#include "app/admin/command.h"
#include "app/config/load.h"
#include "base/clock.h"
#include "codec/zstd.h"
#include "obs/logger.h"
#include "ports/batches.h"
#include "ports/issues.h"
#include "ports/outcomes.h"
#include "ports/projects.h"
#include "protocol/ingest_message.h"
#include "protocol/topics.h"
#include "roles/api/api.h"
#include "roles/api/auth.h"

namespace picket::app {

inline constexpr Timestamp kNow =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 25) + std::chrono::hours(12);

/// Three days of history fit before `kNow`; everything starts empty and unmigrated.
class InstallationTest : public testing::Test {
 protected:
  InstallationTest() {
    settings = *load_settings({});
    context.password_cost = {64, 1, 1};  // A test needs no protection.
    context.projects_changed = [this] { ++projects_changed; };
    context.api = &api;
  }

  CommandResult run(std::string_view name, const boost::json::object& arguments = {}) {
    const Command* const command = find_command(name);
    EXPECT_NE(command, nullptr) << name;
    return run_command(*command, arguments, context);
  }
  /// Fails the test unless the command succeeds.
  boost::json::value value_of(std::string_view name, const boost::json::object& arguments = {}) {
    CommandResult result = run(name, arguments);
    EXPECT_TRUE(result.has_value()) << name << ": " << result.error().detail;
    return result ? *std::move(result) : boost::json::value();
  }
  /// Fails the test unless the command fails.
  Error error_of(std::string_view name, const boost::json::object& arguments = {}) {
    CommandResult result = run(name, arguments);
    EXPECT_FALSE(result.has_value()) << name;
    return result ? Error{} : std::move(result.error());
  }

  std::unique_ptr<ports::MetaTx> write() {
    return *meta->begin_write(Deadline::in(std::chrono::seconds(1)));
  }

  /// A project of setup's organization, keyed.
  ProjectId setup(const std::string& project = "app") {
    value_of("setup", {{"project", project}});
    const auto tx = *meta->begin_read();
    const auto projects = *tx->projects().list();
    for (const domain::ProjectConfig& config : projects) {
      if (config.slug == project) return config.project;
    }
    return {};
  }

  IssueId issue(ProjectId project, const std::string& title, std::int64_t events = 1) {
    const auto tx = write();
    domain::IssueFacts facts;
    facts.title = title;
    facts.type = "error";
    facts.metadata_json = R"({"type":"E"})";
    const IssueId id = *tx->issues().create(project, facts, kNow, domain::Priority::high);
    EXPECT_TRUE(tx->issues().apply({id, events, kNow, kNow, facts}).has_value());
    EXPECT_TRUE(tx->commit().has_value());
    return id;
  }

  /// A row in the event store, and its payload unless `json` is empty; as the consumer would, with
  /// the offset applied in both stores.
  EventId event(ProjectId project, IssueId issue, const std::string& json,
                Timestamp received = kNow) {
    domain::EventRow row;
    row.project = project;
    row.event_id = EventId::random();
    row.issue = issue;
    row.timestamp = received;
    row.received = received;
    row.title = "E: " + std::to_string(next_offset);
    if (!json.empty()) {
      std::string frame;
      codec::zstd_compress(json, frame);
      const std::string_view blobs[] = {frame};
      row.payload = blob_store.put(received, blobs)->front();
    }
    apply_offset(++next_offset);
    EXPECT_TRUE(event_store.append(partition, next_offset, std::vector{row}).has_value());
    return row.event_id;
  }

  void apply_offset(ports::Offset next) {
    const auto tx = write();
    EXPECT_TRUE(tx->batches().put(protocol::kGroupIngestConsumer, partition, next).has_value());
    EXPECT_TRUE(tx->commit().has_value());
  }

  void outcome(ProjectId project, protocol::Outcome outcome, const std::string& reason,
               std::int64_t quantity, protocol::Category category = protocol::Category::error) {
    const auto tx = write();
    const protocol::OutcomeCount counts[] = {{OrgId{1}, project, KeyId{}, protocol::minute_of(kNow),
                                              category, outcome, reason, quantity}};
    EXPECT_TRUE(tx->outcomes().add(counts).has_value());
    EXPECT_TRUE(tx->commit().has_value());
  }

  /// Appends an event message to the log.
  ports::Offset append(const std::string& value) {
    return *ports::append_and_wait(log, partition, value);
  }

  std::string message(ProjectId project, const std::string& json) {
    std::string frame;
    codec::zstd_compress(json, frame);
    protocol::IngestMessage message;
    message.org = OrgId{1};
    message.project = project;
    message.event_id = EventId::random();
    message.received = kNow;
    message.json_size = static_cast<std::uint32_t>(json.size());
    message.payload = frame;
    std::string bytes;
    protocol::encode(message, bytes);
    return bytes;
  }

  const ports::TopicPartition partition{std::string(protocol::kTopicIngestEvents), 0};
  ManualClock clock{kNow};
  Settings settings;
  adapters::MemoryLog log{
      {{std::string(protocol::kTopicIngestEvents), 2}, {std::string(protocol::kTopicOutcomes), 1}},
      clock};
  adapters::MemoryEventStore event_store;
  adapters::MemoryBlobStore blob_store;
  std::unique_ptr<adapters::MetaSql> meta = *adapters::MetaSql::open({}, clock);
  std::unique_ptr<ports::TaskQueue> tasks = meta->task_queue();
  ports::Stores stores{log, event_store, blob_store, *meta, *tasks};
  AdminContext context{stores, settings, clock};
  obs::Logger logger{STDERR_FILENO, obs::LogLevel::error, obs::LogFormat::text};
  adapters::MemoryLimiter limiter{clock};
  const domain::account::SecretKey secret_key{{}};
  api::Auth auth{{limiter, secret_key, {64, 1, 1}}};
  api::Api api{stores, clock, logger,
               api::ApiOptions{.url = "https://errors.example.com",
                               .auth = auth,
                               .projects_changed = [this] { ++projects_changed; }}};
  ports::Offset next_offset = 0;
  int projects_changed = 0;
};

}  // namespace picket::app
