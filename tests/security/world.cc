#include "security/world.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "base/ascii.h"
#include "base/assert.h"
#include "base/random.h"
#include "conformance/api/described.h"
#include "domain/account/password.h"
#include "ports/organizations.h"
#include "ports/users.h"

namespace picket::security {
namespace {

/// Cheap, as tests hash often; what costs are right is tested where they are chosen.
constexpr domain::account::PasswordCost kCost{64, 1, 1};

template <class T>
T must(Result<T> result) {
  PICKET_ASSERT(result.has_value());
  return std::move(*result);
}
void must(const Result<void>& result) {
  PICKET_ASSERT(result.has_value());
}

domain::account::SecretKey key() {
  return domain::account::SecretKey(random_bytes<domain::account::SecretKey::kBytes>());
}

}  // namespace

World::World() : auth({limiter, key(), kCost}), log_({}, server.clock) {
  database = folder_.file("meta.db");
  meta = must(adapters::MetaSql::open({.path = database}, server.clock));
  tasks_ = meta->task_queue();
  set_up();
  api_ = std::make_unique<api::Api>(ports::Stores{log_, events_, blobs_, *meta, *tasks_},
                                    server.clock, obs::null_logger(),
                                    api::ApiOptions{std::string(kOrigin) + "/picket", auth});
  api_->add_routes(server.router);
  server.start();
}

World::~World() {
  server.server().stop(Deadline::in(std::chrono::seconds(10)));
  tasks_.reset();
  meta.reset();
}

void World::set_up() {
  must(meta->migrate());
  const auto tx = write();
  const std::string hash = *domain::account::hash_password(kPassword, random_bytes<16>(), kCost);
  ada = must(tx->users().create_user({{}, std::string(kAda), hash, now(), "Ada Park"}));
  bob = must(tx->users().create_user({{}, std::string(kBob), hash, now()}));
  acme = must(tx->organizations().create_org({{}, "acme", "Acme", now()}));
  must(tx->organizations().add_member(
      {{}, acme, ada, std::string(kAda), domain::access::OrgRole::owner, now()}));
  must(tx->commit());
}

std::unique_ptr<ports::MetaTx> World::write() {
  return must(meta->begin_write(Deadline::in(std::chrono::seconds(10))));
}

net::testkit::Answer World::ask(std::string_view method, std::string_view path,
                                std::string_view fields, std::string_view body) {
  net::testkit::Client client(server.port());
  auto answer = client.ask(
      fmt::format("{} {} HTTP/1.1\r\nHost: localhost:{}\r\n{}Content-Length: {}\r\n\r\n{}", method,
                  path, server.port(), fields, body.size(), body));
  if (!answer) ADD_FAILURE() << "no answer: " << path;
  if (answer) conformance::expect_described(method, path, body, *answer);
  return answer.value_or(net::testkit::Answer{});
}

std::string World::dump() {
  std::string all;
  for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
    if (file.path().string().ends_with("-shm")) continue;  // Locks of readers, no content.
    std::ifstream stream(file.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(stream), {});
  }
  return all;
}

net::testkit::Answer Browser::send_raw(std::string_view method, std::string_view path,
                                       std::string_view fields, std::string_view body) {
  std::string all(fields);
  if (!session.empty()) all += "Cookie: sc=" + csrf + "; sentrysid=" + session + "\r\n";
  auto answer = world_.ask(method, path, all, body);
  keep(answer);
  return answer;
}

net::testkit::Answer Browser::send(std::string_view method, std::string_view path,
                                   const boost::json::value& body) {
  std::string fields = "Sec-Fetch-Site: same-origin\r\n";
  if (method != "GET") {
    fields += fmt::format("Origin: {}\r\n", kOrigin);
    if (!csrf.empty()) fields += "X-CSRFToken: " + csrf + "\r\n";
  }
  if (body.is_null()) return send_raw(method, path, fields, {});
  fields += "Content-Type: application/json\r\n";
  return send_raw(method, path, fields, boost::json::serialize(body));
}

net::testkit::Answer Browser::sign_in(std::string_view name, std::string_view password,
                                      boost::json::object more) {
  more["username"] = name;
  more["password"] = password;
  return send("POST", "/api/0/auth/login/", more);
}

void Browser::keep(const net::testkit::Answer& answer) {
  for (const std::string& cookie : headers(answer, "Set-Cookie")) {
    const ascii::Split pair = ascii::split_once(ascii::split_once(cookie, ';').head, '=');
    if (pair.head == "sentrysid") session = pair.tail;
    if (pair.head == "sc") csrf = pair.tail;
  }
}

boost::json::value parse(const net::testkit::Answer& answer) {
  boost::system::error_code failed;
  boost::json::value value = boost::json::parse(answer.body, failed);
  EXPECT_FALSE(failed) << answer.body;
  return value;
}

std::vector<std::string> headers(const net::testkit::Answer& answer, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : answer.headers) {
    if (ascii::iequals(key, name)) values.push_back(value);
  }
  return values;
}

}  // namespace picket::security
