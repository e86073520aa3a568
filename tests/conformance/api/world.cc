#include "conformance/api/world.h"

#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/assert.h"
#include "base/rfc3339.h"
#include "codec/zstd.h"
#include "conformance/api/described.h"
#include "conformance/api/world_instance.h"
#include "domain/access/role.h"
#include "domain/account/token.h"
#include "domain/grouping/stack_memo.h"
#include "ports/organizations.h"
#include "ports/projects.h"
#include "ports/users.h"
#include "protocol/topics.h"
#include "roles/worker/override_mirror.h"

namespace picket::conformance {
namespace {

constexpr std::string_view kToken =
    "sntryu_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

constexpr std::string_view kAda = "ada@acme.test";
constexpr std::string_view kBo = "bo@acme.test";

template <class T>
T must(Result<T> result) {
  PICKET_ASSERT(result.has_value());
  return std::move(*result);
}
void must(const Result<void>& result) {
  PICKET_ASSERT(result.has_value());
}

/// The organization's people: Ada (1, owner), Bo (2, member), team backend (1) with both.
void add_people(ports::MetaTx& tx, OrgId org, ProjectId project, Timestamp now) {
  using domain::access::OrgRole;
  const TeamId team = must(tx.organizations().create_team({{}, org, "backend", "Backend", now}));
  must(tx.projects().add_team(project, team));
  struct Person {
    std::string_view email;
    const char* name;
    OrgRole role;
  };
  for (const auto& [email, name, role] :
       {Person{kAda, "Ada Park", OrgRole::owner}, Person{kBo, "Bo Lind", OrgRole::member}}) {
    ports::User user;
    user.email = email;
    user.name = name;
    user.created = now;
    ports::Member member;
    member.org = org;
    member.user = must(tx.users().create_user(user));
    member.email = email;
    member.role = role;
    member.created = now;
    const auto id = must(tx.organizations().add_member(member));
    must(tx.organizations().set_team_member({team, id, std::nullopt}));
  }
}

domain::ProjectConfig project_of(OrgId org) {
  domain::ProjectConfig config;
  config.org = org;
  config.slug = "shop-api";
  config.platform = "python";
  config.keys.push_back({KeyId{}, std::string(kKey), "Default", true});
  return config;
}

std::map<std::string, std::uint32_t> topics() {
  std::map<std::string, std::uint32_t> all{{std::string(protocol::kTopicIngestEvents), 1},
                                           {std::string(protocol::kTopicOutcomes), 1}};
  for (const std::string_view topic : protocol::kItemTopics) all.emplace(topic, 1);
  return all;
}

/// Every answer is as the description of the API says.
net::testkit::Answer checked(net::Method method, std::string_view path, std::string_view body,
                             const std::optional<net::testkit::Answer>& answer) {
  if (!answer) ADD_FAILURE() << "no answer: " << path;
  if (answer) expect_described(net::to_string(method), path, body, *answer);
  return answer.value_or(net::testkit::Answer{});
}

}  // namespace

boost::json::value fixture(const std::string& name) {
  std::ifstream file(PICKET_SOURCE_DIR "/tests/fixtures/api/" + name);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  boost::system::error_code failed;
  boost::json::value value = boost::json::parse(text, failed);
  EXPECT_FALSE(failed) << name;
  return value;
}

ApiWorld::ApiWorld()
    : log_(topics(), server_.clock),
      meta_(must(adapters::MetaSql::open({}, server_.clock))),
      auth_({limiter_, domain::account::SecretKey({})}) {
  server_.clock.advance(*parse_rfc3339("2026-05-13T12:00:00Z") - server_.clock.now());
  set_up();
  tasks_ = meta_->task_queue();
  relay_.emplace(relay::RelayParts{log_, blobs_, *meta_, server_.cpu, server_.bulk,
                                   server_.blocking, limiter_, server_.clock, obs::null_logger(),
                                   server_.metrics});
  instance_ = std::make_unique<WorldInstance>(stores(), server_.clock);
  api_.emplace(stores(), server_.clock, obs::null_logger(),
               api::ApiOptions{"https://sentry.acme.test", auth_}, instance_.get());
  relay_->add_routes(server_.router);
  api_->add_routes(server_.router);
  server_.start();
  relay_->start();
}

ApiWorld::~ApiWorld() {
  relay_->drain();
  server_.server().stop(Deadline::in(std::chrono::seconds(10)));
  EXPECT_TRUE(relay_->stop(Deadline::in(std::chrono::seconds(10))));
}

void ApiWorld::set_up() {
  must(meta_->migrate());
  auto tx = must(meta_->begin_write(Deadline::never()));
  const OrgId org = must(tx->organizations().create_org({{}, "acme", "Acme", server_.clock.now()}));
  const ProjectId project =
      must(tx->projects().create(project_of(org), "Shop API", server_.clock.now()));
  add_people(*tx, org, project, server_.clock.now());
  ports::ApiToken token;
  token.org = org;
  token.user = must(tx->users().find_user(kAda))->id;
  token.name = "conformance";
  token.sha256_hex = domain::account::hash_token(kToken);
  token.scopes = {"event:admin", "event:read",   "event:write", "member:read",
                  "org:read",    "project:read", "team:read",   "project:releases"};
  token.created = server_.clock.now();
  must(tx->users().tokens().create(token));
  must(tx->commit());
}

void ApiWorld::fill() {
  const boost::json::value error = fixture("sent-error.json");
  boost::json::value older = error;
  older.as_object()["timestamp"] = "2026-05-13T08:02:55Z";
  send("1", kKey, kMessageEvent, fixture("sent-message.json"));
  send("1", kKey, kOlderEvent, older);
  send("1", kKey, kNewerEvent, error);
  consume();
}

void ApiWorld::send(const std::string& project, std::string_view key, std::string_view event_id,
                    const boost::json::value& event) {
  const std::string header = boost::json::serialize(boost::json::value{{"event_id", event_id}});
  const auto answer =
      ask_as("", net::Method::post, "/api/" + project + "/envelope/",
             header + "\n{\"type\":\"event\"}\n" + boost::json::serialize(event) + "\n",
             fmt::format("X-Sentry-Auth: Sentry sentry_key={}, sentry_version=7\r\n", key));
  EXPECT_EQ(answer.status, 200) << answer.body;
}

void ApiWorld::send_item(protocol::ItemMessage message, const boost::json::value& payload) {
  const std::string json = boost::json::serialize(payload);
  std::string frame;
  codec::zstd_compress(json, frame);
  message.org = OrgId{1};
  message.project = ProjectId{1};
  message.received = server_.clock.now();
  message.payload = frame;
  message.payload_size = static_cast<std::uint32_t>(json.size());
  std::string bytes;
  protocol::encode(message, bytes);
  must(ports::append_and_wait(log_, {std::string(protocol::kTopicIngestTransactions), 0},
                              std::move(bytes)));
}

void ApiWorld::consume() {
  const ports::TopicPartition events{std::string(protocol::kTopicIngestEvents), 0};
  consumer::IssueCache issues;
  domain::grouping::StackMemo stacks;
  consumer::Telemetry telemetry(server_.metrics, obs::null_logger());
  consumer::IngestProcessor processor(events,
                                      {stores(), server_.clock, issues, stacks, telemetry, 1});
  consume(events, processor);
  for (const std::string_view topic : protocol::kItemTopics) {
    const ports::TopicPartition items{std::string(topic), 0};
    consumer::ItemProcessor of_items(items, stores(), server_.clock, telemetry);
    consume(items, of_items);
  }
  // What the worker does all the time.
  worker::MirrorTelemetry mirror_telemetry(server_.metrics, obs::null_logger());
  must(worker::OverrideMirror(stores(), mirror_telemetry).look());
}

void ApiWorld::consume(const ports::TopicPartition& of, engine::BatchProcessor& processor) {
  const ports::Offset first = must(processor.recover(std::nullopt)).value_or(0);
  constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
  const auto records = must(log_.read(of, first, kAll, kAll, Deadline::now()));
  if (records.empty()) return;
  const auto next = first + static_cast<ports::Offset>(records.size());
  PICKET_ASSERT(processor.process({first, next, records}).has_value());
}

net::testkit::Answer ApiWorld::ask(net::Method method, std::string_view path,
                                   std::string_view body) {
  net::testkit::Client client(server_.port());
  const auto answer = client.ask(fmt::format(
      "{} {} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n"
      "Content-Type: application/json\r\n"
      "X-Sentry-Auth: Sentry sentry_key={}, sentry_version=7, sentry_client=sentry.test/1.0\r\n"
      "Content-Length: {}\r\n\r\n{}",
      net::to_string(method), path, kToken, kKey, body.size(), body));
  return checked(method, path, body, answer);
}

net::testkit::Answer ApiWorld::get_anonymously(std::string_view path) {
  net::testkit::Client client(server_.port());
  return checked(net::Method::get, path, {}, client.ask(net::testkit::get(path)));
}

net::testkit::Answer ApiWorld::ask_as(std::string_view token, net::Method method,
                                      std::string_view path, std::string_view body,
                                      std::string_view fields) {
  net::testkit::Client client(server_.port());
  const std::string credentials =
      token.empty() ? std::string() : fmt::format("Authorization: Bearer {}\r\n", token);
  const auto answer = client.ask(
      fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n{}{}Content-Type: application/json\r\n"
                  "Content-Length: {}\r\n\r\n{}",
                  net::to_string(method), path, credentials, fields, body.size(), body));
  return checked(method, path, body, answer);
}

boost::json::value ApiWorld::get_json(std::string_view path) {
  const auto answer = ask(net::Method::get, "/api/0/" + std::string(path));
  EXPECT_EQ(answer.status, 200) << path << ": " << answer.body;
  EXPECT_EQ(answer.headers.get("Content-Type"), "application/json") << path;
  boost::system::error_code failed;
  boost::json::value body = boost::json::parse(answer.body, failed);
  EXPECT_FALSE(failed) << path;
  return body;
}

std::string ApiWorld::issue_of(std::string_view event_id) {
  const boost::json::value event =
      get_json("projects/acme/shop-api/events/" + std::string(event_id) + "/");
  const boost::json::object* const object = event.if_object();
  const boost::json::value* const group =
      object == nullptr ? nullptr : object->if_contains("groupID");
  EXPECT_TRUE(group != nullptr && group->is_string());
  return group != nullptr && group->is_string() ? std::string(group->get_string()) : std::string();
}

}  // namespace picket::conformance
