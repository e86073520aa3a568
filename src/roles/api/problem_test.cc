#include "roles/api/problem.h"

#include <gtest/gtest.h>

namespace picket::api {
namespace {

net::Request asked(std::string path) {
  net::Request request;
  request.path = std::move(path);
  return request;
}

TEST(ResourceMoved, NamesTheNewPlaceAsBrowsersReachIt) {
  for (const auto& [url, before] :
       {std::pair{"https://host", ""}, std::pair{"https://host/", ""},
        std::pair{"https://host/errors", "/errors"}, std::pair{"http://host:8080/a/b", "/a/b"}}) {
    const Problem moved =
        resource_moved(asked("/api/0/projects/shop/shop/keys/"), url, "shop", "till");
    EXPECT_EQ(moved.status, 302);
    const std::string place = std::string(before) + "/api/0/projects/shop/till/keys/";
    EXPECT_EQ(moved.headers.get("Location"), place);
    EXPECT_EQ(moved.body->at("detail").at("extra").at("url").as_string(), place);
    EXPECT_EQ(moved.body->at("slug"), "till");
  }
}

}  // namespace
}  // namespace picket::api
