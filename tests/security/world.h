// The API behind a real socket over stores in memory, and browsers that keep cookies.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "adapters/memory/blob_store.h"
#include "adapters/memory/event_store.h"
#include "adapters/memory/limiter.h"
#include "adapters/memory/log.h"
#include "adapters/meta_sql/meta_db.h"
#include "base/testkit/temp_dir.h"
#include "net/testkit/client.h"
#include "net/testkit/running_server.h"
#include "roles/api/api.h"
#include "roles/api/auth.h"

namespace picket::security {

inline constexpr std::string_view kAda = "ada@acme.test";
inline constexpr std::string_view kBob = "bob@acme.test";  ///< Of no organization.
inline constexpr std::string_view kPassword = "violet-harbor-41-lantern";
inline constexpr std::string_view kOrigin = "https://errors.acme.test";

/// Ada owns organization acme, Bob is a stranger there. Both have kPassword.
class World {
 public:
  World();
  ~World();

  /// `fields`: "Name: value\r\n" each.
  net::testkit::Answer ask(std::string_view method, std::string_view path,
                           std::string_view fields = {}, std::string_view body = {});
  std::unique_ptr<ports::MetaTx> write();
  void pass(Duration time) { server.clock.advance(time); }
  Timestamp now() const { return server.clock.now(); }
  /// The bytes of every file of the database.
  std::string dump();

  net::testkit::RunningServer server;
  adapters::MemoryLimiter limiter{server.clock};
  api::Auth auth;
  std::string database;
  std::unique_ptr<adapters::MetaSql> meta;
  UserId ada;
  UserId bob;
  OrgId acme;

 private:
  void set_up();

  testkit::TempDir folder_;
  adapters::MemoryLog log_;
  adapters::MemoryBlobStore blobs_;
  adapters::MemoryEventStore events_;
  std::unique_ptr<ports::TaskQueue> tasks_;
  std::unique_ptr<api::Api> api_;
};

/// Keeps the two cookies and sends them, with the CSRF token where something changes.
class Browser {
 public:
  explicit Browser(World& world) : world_(world) {}

  net::testkit::Answer get(std::string_view path) { return send("GET", path); }
  /// JSON, as the web app sends it.
  net::testkit::Answer send(std::string_view method, std::string_view path,
                            const boost::json::value& body = nullptr);
  /// With exactly these fields besides the cookies.
  net::testkit::Answer send_raw(std::string_view method, std::string_view path,
                                std::string_view fields, std::string_view body);
  net::testkit::Answer sign_in(std::string_view name, std::string_view password = kPassword,
                               boost::json::object more = {});

  std::string session;  ///< Value of the cookie; empty: none.
  std::string csrf;

 private:
  void keep(const net::testkit::Answer& answer);

  World& world_;
};

boost::json::value parse(const net::testkit::Answer& answer);
/// The texts of all headers of that name.
std::vector<std::string> headers(const net::testkit::Answer& answer, std::string_view name);

class Security : public testing::Test {
 protected:
  World world;
  Browser browser{world};
};

}  // namespace picket::security
