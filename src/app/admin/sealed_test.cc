#include "app/admin/sealed.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "app/admin/installation_fixture.h"
#include "base/random.h"
#include "base/testkit/temp_dir.h"
#include "domain/account/secret_box.h"
#include "ports/factors.h"
#include "ports/users.h"

namespace picket::app {
namespace {

using domain::account::SecretBox;
using domain::account::SecretKey;

class Sealed : public InstallationTest {
 protected:
  Sealed() { EXPECT_TRUE(meta->migrate().has_value()); }

  UserId with_authenticator(const std::string& email, const SecretKey& key) {
    const auto tx = write();
    const UserId user = *tx->users().create_user({{}, email, "", kNow});
    const std::string sealed = SecretBox(key).seal("12345678901234567890", api::totp_place(user),
                                                   random_bytes<SecretBox::kNonceBytes>());
    EXPECT_TRUE(tx->users().factors().add_totp({0, user, sealed, -1, kNow}).has_value());
    EXPECT_TRUE(tx->commit().has_value());
    return user;
  }

  const SecretKey key_{random_bytes<SecretKey::kBytes>()};
  const SecretKey other_{random_bytes<SecretKey::kBytes>()};
};

TEST_F(Sealed, CountsWhatTheKeyOpensAndWhatItDoesNot) {
  EXPECT_EQ(count_sealed(*meta, nullptr)->factors, 0);
  with_authenticator("ada@b.c", key_);
  with_authenticator("bob@b.c", key_);
  with_authenticator("cyd@b.c", other_);
  EXPECT_EQ(count_sealed(*meta, &key_)->factors, 3);
  EXPECT_EQ(count_sealed(*meta, &key_)->unreadable, 1);
  EXPECT_EQ(count_sealed(*meta, &other_)->unreadable, 2);
  EXPECT_EQ(count_sealed(*meta, nullptr)->unreadable, 3);
}

TEST_F(Sealed, TheDoctorSaysThatTheKeyIsGone) {
  const testkit::TempDir dir;
  context.secret_key_file = dir.file("secret.key");
  const auto check = [&] {
    const auto found = value_of("doctor");
    for (const auto& one : found.at("checks").as_array()) {
      if (one.at("name") == "secret key")
        return std::string(one.at("health").as_string()) + ": " +
               std::string(one.at("finding").as_string());
    }
    return std::string();
  };
  EXPECT_TRUE(check().starts_with("ok: ")) << check();
  with_authenticator("ada@b.c", key_);
  EXPECT_TRUE(check().starts_with("fail: ")) << check();
  std::ofstream(context.secret_key_file) << key_.to_text();
  std::filesystem::permissions(context.secret_key_file, std::filesystem::perms(0600));
  EXPECT_EQ(check(), "ok: opens all 1 authenticators");
}

}  // namespace
}  // namespace picket::app
