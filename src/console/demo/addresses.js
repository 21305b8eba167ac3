import { field, form } from './action.js';
import { create } from './api.js';
import { h } from './dom.js';
import { addressWords } from './words.js';

/** Addresses to choose one of. `choose` is called with the id. */
export function addressChoice(addresses, chosenId, choose) {
  const options = addresses.map((address) => {
    const radio = h('input', {
      type: 'radio',
      name: 'address',
      checked: address.id === chosenId,
      'data-focus': `address-${address.id}`,
    });
    radio.addEventListener('change', () => choose(address.id));
    return h(
      'label',
      { class: 'option' },
      radio,
      h(
        'span',
        {},
        h('b', {}, `${address.receiver} ${address.mobile}`),
        h('em', {}, address.tag),
        address.isDefault ? h('em', { class: 'blue' }, '默认') : null,
        h('span', {}, addressWords(address)),
      ),
    );
  });
  return h('div', { class: 'options' }, options);
}

/** A form for a new address. `added` is called with it. */
export function addressForm(added) {
  const fields = [
    field('收货人', { name: 'receiver', maxlength: 50, autocomplete: 'name' }),
    field('手机号', {
      name: 'mobile',
      type: 'tel',
      pattern: '\\+?[0-9][0-9\\-]{4,18}',
      autocomplete: 'tel',
    }),
    field('省份', { name: 'province', maxlength: 50, autocomplete: 'address-level1' }),
    field('城市', { name: 'city', maxlength: 50, autocomplete: 'address-level2' }),
    field('区县', { name: 'district', maxlength: 50, autocomplete: 'address-level3' }),
    field('标签', { name: 'tag', maxlength: 20, value: '家' }),
    field('详细地址', { name: 'detail', maxlength: 200, autocomplete: 'street-address' }),
  ];
  const work = async (values) => added(await create('/addresses', values));
  return form({ class: 'grid' }, fields, '保存地址', work);
}
