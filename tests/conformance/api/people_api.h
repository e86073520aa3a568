// The API as the people of people.h use it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/api/people.h"
#include "conformance/api/world.h"
#include "ports/audit.h"

namespace picket::conformance {

class PeopleApi : public testing::Test {
 protected:
  PeopleApi()
      : people(settle(world)),
        ada(token_of(world, people.ada, every_scope())),
        mia(token_of(world, people.mia, every_scope())),
        bo(token_of(world, people.bo, every_scope())) {}

  net::testkit::Answer ask(std::string_view token, net::Method method, std::string_view path,
                           std::string_view body = {}, std::string_view fields = {}) {
    return world.ask_as(token, method, "/api/0/" + std::string(path), body, fields);
  }
  boost::json::value get(std::string_view token, std::string_view path) {
    const auto answer = ask(token, net::Method::get, path);
    EXPECT_EQ(answer.status, 200) << path << answer.body;
    return boost::json::parse(answer.body);
  }
  std::vector<ports::AuditEntry> log(OrgId org) {
    auto tx = world.meta().begin_read();
    ports::AuditQuery query;
    query.org = org;
    return *(*tx)->audit().list(query);
  }
  std::string member_path(const std::string& id) const {
    return "organizations/acme/members/" + id + "/";
  }
  void close_membership() {
    EXPECT_EQ(
        ask(ada, net::Method::put, "organizations/acme/", R"({"openMembership":false})").status,
        200);
  }

  ApiWorld world;
  People people;
  std::string ada;
  std::string mia;
  std::string bo;
};

}  // namespace picket::conformance
