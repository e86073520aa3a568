#include "roles/api/links.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace picket::api {
namespace {

net::Request request(std::string path, std::string query) {
  net::Request request;
  request.path = std::move(path);
  request.query = std::move(query);
  return request;
}

TEST(LinkHeader, HasBothRelationsInTheFormThatClientsMatch) {
  const PageLinks links{{0, {}, true}, false, {0, {0, 100}, false}, true};
  EXPECT_EQ(
      link_header("https://host", request("/api/0/organizations/acme/projects/", "query=x"), links),
      "<https://host/api/0/organizations/acme/projects/?query=x&cursor=0:0:1>; "
      "rel=\"previous\"; results=\"false\"; cursor=\"0:0:1\", "
      "<https://host/api/0/organizations/acme/projects/?query=x&cursor=0:100:0>; "
      "rel=\"next\"; results=\"true\"; cursor=\"0:100:0\"");
}

TEST(LinkHeader, KeepsOtherParametersAndDropsTheCursor) {
  const std::string header = link_header(
      "http://h/p", request("/a/", "project=1&cursor=5:6:0&project=2&%63ursor=1&q=a+b"), {});
  EXPECT_TRUE(header.starts_with("<http://h/p/a/?project=1&project=2&q=a+b&cursor=0:0:1>"))
      << header;
  EXPECT_TRUE(link_header("http://h", request("/a/", ""), {}).starts_with("<http://h/a/?&cursor="));
}

TEST(LinkHeader, NothingInARequestBreaksIt) {
  const std::string header =
      link_header("http://h", request("/a,b\"<c>/", "q=1,2\"<x>\r\nX: y&z=%2C"), {});
  EXPECT_EQ(std::count(header.begin(), header.end(), ','), 1);
  EXPECT_EQ(std::count(header.begin(), header.end(), '<'), 2);
  EXPECT_EQ(header.find_first_of("\r\n"), std::string::npos);
  EXPECT_TRUE(header.starts_with("<http://h/a%2Cb%22%3Cc%3E/?q=1%2C2%22%3Cx%3E%0D%0AX:%20y&z=%2C&"))
      << header;
}

TEST(UrlPath, IsWhatStandsBehindTheHost) {
  EXPECT_EQ(url_path("https://host"), "");
  EXPECT_EQ(url_path("https://host:9000/"), "");
  EXPECT_EQ(url_path("https://host/errors"), "/errors");
  EXPECT_EQ(url_path("https://host/a/b/"), "/a/b");
  EXPECT_EQ(url_path(""), "");
}

}  // namespace
}  // namespace picket::api
