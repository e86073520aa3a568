#include "conformance/relay/world.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "base/assert.h"
#include "codec/zstd.h"
#include "domain/organization/settings.h"
#include "domain/project/settings.h"
#include "net/client_address.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "protocol/item_message.h"
#include "protocol/outcome_batch.h"
#include "protocol/topics.h"

namespace picket::conformance {
namespace {

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

domain::ProjectConfig first_project(OrgId org) {
  domain::ProjectConfig config;
  config.org = org;
  config.slug = "shop";
  config.keys.push_back({KeyId{}, std::string(kKey), "Default", true});
  return config;
}

std::map<std::string, std::uint32_t> topics() {
  std::map<std::string, std::uint32_t> topics{{std::string(protocol::kTopicIngestEvents), 2},
                                              {std::string(protocol::kTopicOutcomes), 1}};
  for (const std::string_view topic : protocol::kItemTopics) topics.emplace(topic, 1);
  return topics;
}

net::TrustedProxies loopback() {
  const std::vector<std::string> networks = {"127.0.0.0/8"};
  return *net::TrustedProxies::parse(networks);
}

}  // namespace

std::string auth(std::string_view key) {
  return "X-Sentry-Auth: Sentry sentry_key=" + std::string(key) +
         ", sentry_version=7, sentry_client=sentry.test/1.0\r\n";
}

std::string envelope(std::string_view header, const std::vector<EnvelopeItem>& items) {
  std::string text(header);
  text += '\n';
  for (const EnvelopeItem& item : items) {
    text += item.header + '\n' + item.payload + '\n';
  }
  return text;
}

std::string event_envelope(std::string_view event) {
  return envelope(
      R"({"event_id":")" + std::string(kEventId) + "\"}",
      {{R"({"type":"event","length":)" + std::to_string(event.size()) + "}", std::string(event)}});
}

World::World(bool start_now, const domain::AbuseLimits& abuse)
    : memory_log(topics(), server.clock) {
  meta = *adapters::MetaSql::open({}, server.clock);
  PICKET_ASSERT(meta->migrate().has_value());
  auto tx = *meta->begin_write(Deadline::never());
  const OrgId org = *tx->organizations().create_org({{}, "acme", "Acme", server.clock.now()});
  project = *tx->projects().create(first_project(org), "Shop", server.clock.now());
  PICKET_ASSERT(tx->commit().has_value());
  relay.emplace(relay::RelayParts{log, blobs, *meta, server.cpu, server.bulk, server.blocking,
                                  limiter, server.clock, obs::null_logger(), server.metrics},
                loopback(), abuse);
  relay->add_routes(server.router);
  port = server.start();
  if (start_now) start();
}

World::~World() {
  log.release();
  stop();
}

void World::start() {
  relay->start();
}

bool World::stop() {
  if (std::exchange(stopped_, true)) return true;
  relay->drain();
  server.server().stop(Deadline::in(std::chrono::seconds(10)));
  return relay->stop(Deadline::in(std::chrono::seconds(10)));
}

net::testkit::Answer World::ask(const std::string& request) {
  net::testkit::Client client(port);
  auto answer = client.ask(request);
  if (!answer) ADD_FAILURE() << "no answer";
  return answer.value_or(net::testkit::Answer{});
}

net::testkit::Answer World::post(std::string_view path, std::string_view body,
                                 std::string_view fields) {
  return ask(net::testkit::post(path, body, fields));
}

net::testkit::Answer World::get(std::string_view path, std::string_view fields) {
  return ask(net::testkit::get(path, fields));
}

ProjectId World::add_project(const domain::ProjectConfig& config) {
  auto tx = *meta->begin_write(Deadline::never());
  domain::ProjectConfig complete = config;
  complete.org = (*tx->organizations().list_orgs()).front().id;
  const ProjectId id = *tx->projects().create(complete, complete.slug, server.clock.now());
  PICKET_ASSERT(tx->commit().has_value());
  return id;
}

void World::limit_key(std::int64_t count, std::int64_t window_s, std::string_view key) {
  auto tx = *meta->begin_write(Deadline::never());
  const auto projects = tx->projects().list();
  for (const domain::ProjectConfig& config : *projects) {
    auto keys = tx->projects().keys({&config.project, 1});
    for (ports::ClientKey& one : *keys) {
      if (one.public_key != key) continue;
      one.limit_count = count;
      one.limit_window_s = window_s;
      PICKET_ASSERT(tx->projects().update_key(one).has_value());
    }
  }
  PICKET_ASSERT(tx->commit().has_value());
  await_projects();
}

void World::set_project(std::string_view name, std::string_view value) {
  auto tx = *meta->begin_write(Deadline::never());
  ports::Project changed = tx->projects().get({&project, 1})->front();
  const domain::Setting* setting = nullptr;
  for (const auto table :
       {domain::project_settings(), domain::project_options(), domain::project_filters()}) {
    if (setting == nullptr) setting = domain::find_setting(table, name);
  }
  PICKET_ASSERT(setting != nullptr);
  changed.settings.set(*setting, boost::json::parse(value));
  PICKET_ASSERT(tx->projects().update(changed).has_value());
  PICKET_ASSERT(tx->commit().has_value());
  await_projects();
}

void World::set_organization(std::string_view name, std::string_view value) {
  auto tx = *meta->begin_write(Deadline::never());
  ports::Organization changed = tx->organizations().list_orgs()->front();
  changed.settings.options.set(*domain::find_setting(domain::organization_options(), name),
                               boost::json::parse(value));
  PICKET_ASSERT(tx->organizations().update_org(changed).has_value());
  PICKET_ASSERT(tx->commit().has_value());
  await_projects();
}

void World::await_projects() {
  // A key that nobody has makes the relay look again before it answers.
  EXPECT_EQ(post("/api/1/envelope/", event_envelope(), auth(std::string(32, 'f'))).status, 403);
}

std::vector<LoggedEvent> World::events() {
  std::vector<LoggedEvent> events;
  for (const std::uint32_t partition : {0U, 1U}) {
    const auto records = memory_log.read({std::string(protocol::kTopicIngestEvents), partition}, 0,
                                         kAll, kAll, Deadline::now());
    PICKET_ASSERT(records.has_value());
    for (const ports::LogRecord& record : *records) {
      const auto message = protocol::decode_ingest_message(record.value);
      PICKET_ASSERT(message.has_value());
      EXPECT_EQ(protocol::partition_of(message->project, message->event_id, 2), partition);
      const auto json = codec::zstd_decompress(message->payload, message->json_size);
      PICKET_ASSERT(json.has_value());
      EXPECT_EQ(json->size(), message->json_size);
      events.push_back({*message, *json});
      events.back().message.payload = {};
    }
  }
  return events;
}

std::vector<std::unique_ptr<LoggedItem>> World::items(std::string_view topic) {
  std::vector<std::unique_ptr<LoggedItem>> items;
  const auto records = memory_log.read({std::string(topic), 0}, 0, kAll, kAll, Deadline::now());
  PICKET_ASSERT(records.has_value());
  for (const ports::LogRecord& record : *records) {
    auto& item = *items.emplace_back(std::make_unique<LoggedItem>());
    item.record = record.value;
    auto message = protocol::decode_item_message(item.record);
    PICKET_ASSERT(message.has_value());
    item.message = *std::move(message);
    if (!item.message.payload.empty()) {
      const auto json = codec::zstd_decompress(item.message.payload, item.message.payload_size);
      PICKET_ASSERT(json.has_value());
      item.payload = *json;
    }
    for (const protocol::StoredPiece& piece : item.message.pieces) {
      const auto bytes = memory_blobs.get({piece.container, piece.offset, piece.size});
      PICKET_ASSERT(bytes.has_value());
      item.payload += *bytes;
    }
    EXPECT_EQ(item.payload.size(), item.message.size);
  }
  return items;
}

std::map<protocol::Category, std::int64_t> World::kept() {
  std::map<protocol::Category, std::int64_t> kept;
  for (const auto& [topic, partitions] : memory_log.topics()) {
    if (topic == protocol::kTopicOutcomes) continue;
    for (std::uint32_t partition = 0; partition < partitions; ++partition) {
      const auto records = memory_log.read({topic, partition}, 0, kAll, kAll, Deadline::now());
      PICKET_ASSERT(records.has_value());
      for (const ports::LogRecord& record : *records) {
        if (topic == protocol::kTopicIngestEvents) {
          ++kept[protocol::decode_ingest_message(record.value)->category];
          continue;
        }
        const auto item = protocol::decode_item_message(record.value);
        PICKET_ASSERT(item.has_value());
        for (const protocol::Quantity& one : item->counts) kept[one.category] += one.amount;
      }
    }
  }
  return kept;
}

std::vector<protocol::OutcomeCount> World::outcome_counts() {
  EXPECT_TRUE(stop());
  const auto records =
      memory_log.read({std::string(protocol::kTopicOutcomes), 0}, 0, kAll, kAll, Deadline::now());
  PICKET_ASSERT(records.has_value());
  std::vector<protocol::OutcomeCount> all;
  for (const ports::LogRecord& record : *records) {
    const auto counts = protocol::decode_outcome_batch(record.value);
    PICKET_ASSERT(counts.has_value());
    all.insert(all.end(), counts->begin(), counts->end());
  }
  return all;
}

std::vector<std::string> World::outcomes() {
  std::map<std::string, std::int64_t> sums;
  for (const protocol::OutcomeCount& count : outcome_counts()) {
    EXPECT_EQ(count.project, project);
    EXPECT_EQ(count.minute, protocol::minute_of(server.clock.now()));
    std::string name(protocol::to_string(count.outcome));
    name += '/' + count.reason + ' ';
    name += protocol::to_string(count.category);
    sums[name] += count.quantity;
  }
  std::vector<std::string> lines;
  for (const auto& [name, quantity] : sums) lines.push_back(name + ' ' + std::to_string(quantity));
  return lines;
}

}  // namespace picket::conformance
