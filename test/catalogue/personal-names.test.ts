import { describe, expect, it } from 'vitest';
import { isFreeText, personalName } from '../../src/catalogue/personal-names.ts';

describe('names that personal data goes by', () => {
  it.each([
    ['email', 'user.contact.email'],
    ['customerEmail', 'user.contact.email'],
    ['email_address', 'user.contact.email'],
    ['Billing E-Mail', 'user.contact.email'],
    ['emails', 'user.contact.email'],
    ['correo_electronico', 'user.contact.email'],
    ['courriel', 'user.contact.email'],
    ['email_sha256', 'user.unique_id.pseudonymous.hashed_email'],
    ['phone_number', 'user.contact.phone_number'],
    ['telefono_cliente', 'user.contact.phone_number'],
    ['téléphone', 'user.contact.phone_number'],
    ['first_name', 'user.name.first'],
    ['Vorname', 'user.name.first'],
    ['achternaam', 'user.name.last'],
    ['buyer_name', 'user.name'],
    ['dob', 'user.demographic.date_of_birth'],
    ['fecha_nacimiento', 'user.demographic.date_of_birth'],
    ['Geburtsdatum', 'user.demographic.date_of_birth'],
    ['ip', 'user.device.ip_address'],
    ['clientIp', 'user.device.ip_address'],
    ['address1', 'user.contact.address'],
    ['shipping_address', 'user.contact.address'],
    ['zipCode', 'user.contact.address.postal_code'],
    ['PLZ', 'user.contact.address.postal_code'],
    ['Führerschein', 'user.government_id.drivers_license_number'],
    ['ssn', 'user.government_id.national_identification_number'],
    ['cpf', 'user.government_id.national_identification_number'],
    ['iban', 'user.financial.bank_account.iban'],
    ['card_cvv', 'user.financial.credit_card.cvv'],
    ['contraseña', 'user.authorization.password'],
    ['Mot de passe', 'user.authorization.password'],
    ['blood_type', 'user.health_and_medical.condition'],
    ['religion', 'user.demographic.religious_belief'],
    ['gclid', 'user.unique_id.pseudonymous.click_id'],
  ])('%s is likely %s', (name, category) => {
    expect(personalName([name])?.category).toBe(category);
  });

  it.each(
    `product_name page_name event_name hostname screen_name repo_full_name passed state email_verified is_email
    push_id position_has_latitude exclude_useragents include_email email_campaign email_campaign_id email_template email_domain phone_count has_phone zip_file hotel essex mobile
    mobile_app is_mobile wallet_address mac_addresses_count store_latitude acid_level card_type gift_card_number
    academic_year_code map_pin portable race rue via cap clave company_name server_ip relationship
    description`.split(/\s+/),
  )('%s is not', (name) => {
    expect(personalName([name])).toBeNull();
  });

  it('takes a bare name for a person only where it is one', () => {
    expect(personalName(['name'])).toBeNull();
    expect(personalName(['product', 'name'])).toBeNull();
    expect(personalName(['customer', 'name'])?.category).toBe('user.name');
    expect(personalName(['name'], { person: true })?.category).toBe('user.name');
  });

  it('lets the type say no', () => {
    expect(personalName(['email'], { types: ['boolean'] })).toBeNull();
    expect(personalName(['email'], { types: ['integer'] })).toBeNull();
    expect(personalName(['email'], { types: ['string', 'null'] })).not.toBeNull();
    expect(personalName(['email'], { closed: true })).toBeNull();
    expect(personalName(['gender'], { closed: true })).not.toBeNull();
    expect(personalName(['is_pregnant'], { types: ['boolean'] })).not.toBeNull();
  });

  it('knows text that people type freely', () => {
    expect(isFreeText('comment')).toBe(true);
    expect(isFreeText('review_body')).toBe(true);
    expect(isFreeText('message_id')).toBe(false);
  });
});
